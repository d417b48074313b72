package com.example.jobs;

import dev.curfew.api.TimeoutOptions;
import dev.curfew.api.Timeouts;
import java.io.IOException;
import java.time.Duration;

/**
 * Something to be operated from outside: a job that hangs on a thread called "import", and a call
 * of the API called "report" that lasts until stdin is closed.
 */
public final class NightProgram {
  private NightProgram() {}

  public static void main(String[] args) throws Exception {
    Thread thread = new Thread(NightProgram::hang, "import");
    thread.setDaemon(true);
    thread.start();
    Timeouts.run("report", TimeoutOptions.timeout(Duration.ofHours(1)), NightProgram::waitForEnd);
  }

  private static void hang() {
    try {
      HangingJob.hang();
    } catch (InterruptedException e) {
      System.out.println("interrupted");
    } catch (RuntimeException e) {
      System.out.println("stopped by " + e.getClass().getName());
    }
  }

  private static void waitForEnd() throws IOException {
    System.out.println("up");
    while (System.in.read() >= 0) {
      // Until the test ends.
    }
  }
}
