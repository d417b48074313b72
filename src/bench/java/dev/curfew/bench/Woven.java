package dev.curfew.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;

/** With the packaged agent: an entry method that a rule matched, and its twin that none did. */
@Fork(value = 1, jvmArgsAppend = Measured.AGENT + Measured.RULE)
public class Woven extends Measured {
  @Benchmark
  public long call() {
    return Entry.call(argument);
  }

  @Benchmark
  public long twin() {
    return Twin.call(argument);
  }
}
