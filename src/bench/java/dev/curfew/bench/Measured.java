package dev.curfew.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What all benchmarks share: nanoseconds per operation, one fork per round. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@State(Scope.Thread)
public abstract class Measured {
  /** Under the class path of {@link Bench}, whose working directory is the project's. */
  static final String AGENT = "-javaagent:target/curfew.jar=";

  static final String RULE = "dev.curfew.bench.Entry#call=30s";

  /** JMH then runs the benchmark's body in virtual threads; JDK 21 or newer. */
  static final String VIRTUAL = "-Djmh.executor=VIRTUAL";

  /** What the body gets: a field, so that the compiler can't compute the result beforehand. */
  long argument;
}
