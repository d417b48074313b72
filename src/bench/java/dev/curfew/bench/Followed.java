package dev.curfew.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** With the packaged agent, and a rule that follows: handing a task to a pool's thread. */
@Fork(value = 1, jvmArgsAppend = Measured.AGENT + "dev.curfew.bench.Entry#*=30s;follow=true")
public class Followed extends Measured {
  @Benchmark
  @OperationsPerInvocation(HandOver.TASKS)
  public void taskWithoutCall(HandOver pool) throws InterruptedException {
    pool.handOverAll();
  }

  @Benchmark
  @OperationsPerInvocation(HandOver.TASKS)
  public void taskInCall(HandOver pool) throws InterruptedException {
    Entry.handOver(pool);
  }
}
