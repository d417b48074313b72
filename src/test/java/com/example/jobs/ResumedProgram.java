package com.example.jobs;

import dev.curfew.api.TimedCall;
import dev.curfew.api.TimeoutCheck;
import dev.curfew.api.TimeoutConfig;
import dev.curfew.api.TimeoutOptions;
import dev.curfew.api.TimeoutState;
import dev.curfew.api.Timeouts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * A task that keeps its state in a file, beats without end, and goes on when it is started anew.
 */
public final class ResumedProgram {
  private ResumedProgram() {}

  /** With the file. */
  public static void main(String[] args) throws Exception {
    Path store = Path.of(args[0]);
    TimeoutConfig config = TimeoutConfig.fromJson("{\"timeout_seconds\": 600}");
    TimeoutState state =
        TimeoutState.fromJson(Files.exists(store) ? Files.readString(store) : "{}")
            .startTracking(Clock.systemUTC());
    Files.writeString(store, state.toJson());
    Duration left =
        state
            .check(config, Clock.systemUTC())
            .map(TimeoutCheck::remaining)
            .orElse(config.timeout());
    Timeouts.run("import", TimeoutOptions.timeout(left), ResumedProgram::beat);
  }

  @SuppressWarnings("InfiniteLoop") // somebody kills it
  private static void beat() throws InterruptedException {
    TimedCall call = Timeouts.current().orElseThrow();
    System.out.println("left " + call.remaining().orElseThrow().toMillis());
    call.put("imported", "a.csv");
    for (int rows = 0; ; rows++) {
      call.heartbeat(Map.of("rows", rows));
      Thread.sleep(1);
    }
  }
}
