package dev.curfew.bench;

import java.util.concurrent.CountDownLatch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A call while many others are open, each on a platform thread of its own. */
@Fork(value = 1, jvmArgsAppend = Measured.AGENT + "dev.curfew.bench.Entry#*=1h")
public class OpenPlatform extends Measured {

  /** Daemon threads that stay in their calls until the fork ends. */
  @State(Scope.Benchmark)
  public static class Open {
    /** As many threads as a small machine carries beside the benchmark. */
    private static final int CALLS = 5_000;

    private static final int STACK_BYTES = 128 * 1024;

    @Setup
    public void open() throws InterruptedException {
      HeldCall.warmUp();
      CountDownLatch entered = new CountDownLatch(CALLS);
      Runnable held = new HeldCall(entered);
      for (int i = 0; i < CALLS; i++) {
        Thread thread = new Thread(null, held, "open-" + i, STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
      }
      entered.await();
    }
  }

  @Benchmark
  public long call(Open open) {
    return Entry.call(argument);
  }
}
