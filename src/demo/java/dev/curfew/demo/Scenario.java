package dev.curfew.demo;

import java.time.Duration;
import java.util.List;

/**
 * What the program does and what its limits are, as far as the demo's story and its checks need it.
 * The names are those that the program logs, the limits those of {@code curfew.yaml}.
 */
final class Scenario {
  /** Sleeps for an hour. */
  static final String STUCK = "nightly/import/wait-for-file";

  /** Waits for a query that takes 100 seconds. */
  static final String SLOW_QUERY = "nightly/totals/sum-in-euro";

  /** Needs the same database right after that. */
  static final String AFTER_SLOW_QUERY = "nightly/totals/count-again";

  /** Takes 14 seconds; the operator extends its timer. */
  static final String EXTENDED = "weekly/upkeep/rebuild-index";

  /** Takes 13 seconds; the operator cancels its timer. */
  static final String CANCELLED = "weekly/upkeep/archive";

  /** Commands that neither need nor get anything. */
  static final List<String> HEALTHY =
      List.of("nightly/import/read-orders", AFTER_SLOW_QUERY, "weekly/upkeep/count");

  static final List<String> BENCHMARKS = List.of("nightly", "weekly");

  static final String COMMAND_RULE = "command";
  static final String COMMAND_PATH = "benchmark / phase / command";
  static final Duration COMMAND_LIMIT = Duration.ofSeconds(10);
  static final Duration EXTENSION = Duration.ofSeconds(10);

  static final String REQUEST_RULE = "request";
  static final Duration REQUEST_LIMIT = Duration.ofMillis(1500);

  /** The request that takes longer than its limit; all others are quick. */
  static final String LONG_REPORT = "/report?months=12";

  /** How much later than its limit something may be seen to end, on a busy machine. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  private Scenario() {}

  /** The thread that runs a command: the program calls it as it calls the benchmark. */
  static String threadOf(String command) {
    return command.substring(0, command.indexOf('/'));
  }
}
