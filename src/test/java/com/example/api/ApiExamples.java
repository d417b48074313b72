package com.example.api;

import dev.curfew.api.DetachedTimer;
import dev.curfew.api.ProcessStop;
import dev.curfew.api.TimedCall;
import dev.curfew.api.TimeoutCheck;
import dev.curfew.api.TimeoutConfig;
import dev.curfew.api.TimeoutExceededException;
import dev.curfew.api.TimeoutManager;
import dev.curfew.api.TimeoutOptions;
import dev.curfew.api.TimeoutScope;
import dev.curfew.api.TimeoutState;
import dev.curfew.api.Timeouts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The examples of docs/api.md. */
public final class ApiExamples {
  private static final TimeoutOptions HALF_A_MINUTE =
      TimeoutOptions.timeout(Duration.ofSeconds(30));

  private ApiExamples() {}

  /** A body under a limit. */
  public static List<String> readUnderALimit(Path file) throws IOException {
    return Timeouts.call("read file", HALF_A_MINUTE, () -> Files.readAllLines(file));
  }

  /** A scope. */
  public static void importAll(List<String> rows) {
    try (TimeoutScope scope = Timeouts.open("import", HALF_A_MINUTE.label("rows"))) {
      for (String row : rows) {
        store(row);
        scope.heartbeat(Map.of("last", row));
      }
      scope.complete(); // without it the scope ends as CANCELLED
    }
  }

  /** The current call, whoever opened it. */
  public static Duration budgetForTheNextService() {
    return Timeouts.current()
        .flatMap(TimedCall::remaining)
        .orElse(Duration.ofSeconds(10)); // nobody limits us
  }

  /** What is there when the time is over. */
  public static int countWithPartialResult(List<String> rows) {
    AtomicInteger counted = new AtomicInteger();
    return Timeouts.<Integer, RuntimeException>call(
        "count",
        HALF_A_MINUTE,
        () -> {
          TimedCall call = Timeouts.current().orElseThrow();
          call.put("rows", rows.size());
          call.partialResult(counted::get);
          rows.forEach(row -> counted.incrementAndGet());
          return counted.get();
        });
  }

  /** A timeout, told from other exceptions, also from another copy of the API. */
  public static String orElse(String otherwise, TimeoutOptions options)
      throws InterruptedException {
    try {
      return Timeouts.call("lookup", options, ApiExamples::slowLookup);
    } catch (TimeoutExceededException e) {
      return otherwise;
    }
  }

  /** Timers by name. */
  public static boolean benchmark(TimeoutManager timers) {
    timers.start("tpch", TimeoutOptions.timeout(Duration.ofHours(1)));
    timers.start("tpch/load", TimeoutOptions.timeout(Duration.ofMinutes(10)));
    boolean inTime = !timers.isTimedOut("tpch/load");
    timers.complete("tpch/load");
    timers.complete("tpch");
    return inTime;
  }

  /** A thread works for a timer that has none. */
  public static void readFor(DetachedTimer timer, List<String> rows) {
    try (TimeoutScope part = timer.attach("reader", TimeoutOptions.inherited())) {
      rows.forEach(ApiExamples::store); // interrupted when the timer runs out of time
      part.complete();
    }
  }

  /** A process under its own limit. */
  public static String runProcess(ProcessBuilder builder, Duration limit)
      throws IOException, InterruptedException {
    Process process = builder.start();
    if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      return "ended";
    }
    ProcessStop stop = Timeouts.stop(process, Duration.ofSeconds(5));
    return "stopped: " + stop.how();
  }

  /** A process as a call of its own. */
  public static ProcessStop restore(Process process, TimeoutOptions limit)
      throws InterruptedException {
    return Timeouts.waitFor("restore", limit.grace(Duration.ofSeconds(5)), process);
  }

  /** What is left of the budget of a task that may have begun in another JVM. */
  public static Duration budgetOf(TimeoutState state, TimeoutConfig config, Clock clock) {
    Duration left =
        state.check(config, clock).map(TimeoutCheck::remaining).orElse(config.timeout());
    return left;
  }

  /** One round of a runner that keeps its state in a store of its own. */
  public static TimeoutState round(Map<String, String> store, Clock clock, List<String> log) {
    TimeoutConfig config = TimeoutConfig.fromJson(store.getOrDefault("config", "{}"));
    TimeoutState state = TimeoutState.fromJson(store.getOrDefault("state", "{}"));
    state = state.startTracking(clock);
    TimeoutCheck check = state.check(config, clock).orElse(null);
    if (check != null && check.isWarning()) {
      log.add(check.message());
      state = state.markWarningIssued();
    }
    if (check != null && check.isTimedOut()) {
      log.add(check.message());
    } else {
      state = state.updateHeartbeat(clock);
    }
    store.put("state", state.toJson());
    return state;
  }

  private static String slowLookup() throws InterruptedException {
    Thread.sleep(5_000);
    return "found";
  }

  private static void store(String row) {
    if (row.isEmpty()) {
      throw new IllegalArgumentException("an empty row");
    }
  }
}
