package dev.curfew.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Without the agent: handing a task to a pool's thread, which runs it. */
public class FollowFloor extends Measured {
  @Benchmark
  @OperationsPerInvocation(HandOver.TASKS)
  public void task(HandOver pool) throws InterruptedException {
    pool.handOverAll();
  }
}
