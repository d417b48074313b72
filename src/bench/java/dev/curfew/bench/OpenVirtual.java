package dev.curfew.bench;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CountDownLatch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A call on a virtual thread while a million others are open on virtual threads. */
@Fork(
    value = 1,
    jvmArgsAppend = {
      Measured.AGENT + "dev.curfew.bench.Entry#*=1h",
      Measured.VIRTUAL,
      "-Xms5g",
      "-Xmx5g"
    })
public class OpenVirtual extends Measured {

  /** Virtual threads that stay in their calls until the fork ends. */
  @State(Scope.Benchmark)
  public static class Open {
    private static final int CALLS = 1_000_000;

    @Setup
    public void open() throws Throwable {
      HeldCall.warmUp();
      // the benchmarks are compiled for JDK 17
      MethodHandle start =
          MethodHandles.publicLookup()
              .findStatic(
                  Thread.class,
                  "startVirtualThread",
                  MethodType.methodType(Thread.class, Runnable.class));
      CountDownLatch entered = new CountDownLatch(CALLS);
      Runnable held = new HeldCall(entered);
      for (int i = 0; i < CALLS; i++) {
        Thread unused = (Thread) start.invokeExact(held);
      }
      entered.await();
      // into the old generation: else what is measured is the collector that copies them
      System.gc();
    }
  }

  @Benchmark
  public long call(Open open) {
    return Entry.call(argument);
  }
}
