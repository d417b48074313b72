package dev.curfew.demo.program;

import dev.curfew.demo.program.Benchmark.Command;
import dev.curfew.demo.program.Benchmark.Phase;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The two benchmarks: one with commands that hang, one with commands that just take long. */
final class Jobs {
  private static final long STEP_MILLIS = 100;

  private Jobs() {}

  static Benchmark nightly(OrderDatabase database) {
    return new Benchmark(
        "nightly",
        List.of(
            new Phase(
                "import",
                List.of(
                    new Command("read-orders", () -> database.count() + " orders"),
                    new Command("wait-for-file", Jobs::sleepAnHour))),
            new Phase(
                "totals",
                List.of(
                    new Command("sum-in-euro", () -> "sum " + database.sumInEuro()),
                    new Command("count-again", () -> database.count() + " orders")))));
  }

  static Benchmark weekly(OrderDatabase database) {
    return new Benchmark(
        "weekly",
        List.of(
            new Phase(
                "upkeep",
                List.of(
                    new Command("rebuild-index", () -> inSteps(140, database)),
                    new Command("archive", () -> inSteps(130, database)),
                    new Command("count", () -> database.count() + " orders")))));
  }

  /** Stuck: what it waits for never comes. */
  private static String sleepAnHour() throws InterruptedException {
    TimeUnit.HOURS.sleep(1);
    return "slept";
  }

  /** Slow, but it gets there: each step is a little work and a wait. */
  private static String inSteps(int steps, OrderDatabase database) throws Exception {
    for (int i = 0; i < steps; i++) {
      database.touch(i);
      Thread.sleep(STEP_MILLIS);
    }
    return steps + " steps";
  }
}
