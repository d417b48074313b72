package dev.curfew.demo.program;

/** Answers requests. A report takes its time for each month. */
final class ReportDesk {
  private static final long MILLIS_PER_MONTH = 300;

  String answer(String path, int months) throws InterruptedException {
    return switch (path) {
      case "/price" -> "42";
      case "/report" -> report(months);
      default -> throw new IllegalArgumentException("no such page: " + path);
    };
  }

  private static String report(int months) throws InterruptedException {
    Thread.sleep(months * MILLIS_PER_MONTH);
    return "report of " + months + " months";
  }
}
