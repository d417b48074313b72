package dev.curfew.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;

/** With the packaged agent, the rule's mode being off. */
@Fork(value = 1, jvmArgsAppend = Measured.AGENT + Measured.RULE + ";mode=off")
public class Off extends Measured {
  @Benchmark
  public long call() {
    return Entry.call(argument);
  }
}
