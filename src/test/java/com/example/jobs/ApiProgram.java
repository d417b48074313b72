package com.example.jobs;

import dev.curfew.api.TimeoutExceededException;
import dev.curfew.api.TimeoutOptions;
import dev.curfew.api.Timeouts;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Uses the API: says whether it is enforced, and what becomes of a call that overruns. */
public final class ApiProgram {
  private ApiProgram() {}

  /** With an argument: waits until the API is enforced. */
  public static void main(String[] args) throws Exception {
    System.out.println("enforced " + Timeouts.isEnforced());
    if (args.length > 0) {
      overrun();
      System.out.println("waiting");
      while (!Timeouts.isEnforced()) {
        Thread.sleep(20);
      }
    }
    overrun();
  }

  private static void overrun() throws InterruptedException {
    try {
      boolean released =
          Timeouts.call(
              "job",
              TimeoutOptions.timeout(Duration.ofMillis(200)),
              () -> new CountDownLatch(1).await(1, TimeUnit.SECONDS));
      System.out.println("returned " + released);
    } catch (TimeoutExceededException e) {
      System.out.println("stopped, by our own copy: " + e.info().path());
    }
  }
}
