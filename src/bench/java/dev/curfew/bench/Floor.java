package dev.curfew.bench;

import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;

/** Without the agent: the entry method as it was written, and what the machine charges. */
public class Floor extends Measured {
  private final AtomicLong word = new AtomicLong();

  @Benchmark
  public long call() {
    return Entry.call(argument);
  }

  @Benchmark
  public long nanoTime() {
    return System.nanoTime();
  }

  @Benchmark
  public boolean uncontendedCas() {
    return word.compareAndSet(argument, argument);
  }
}
