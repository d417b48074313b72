package dev.curfew.demo;

import java.util.ArrayList;
import java.util.List;

/** The checks as a table. */
final class Summary {
  private static final String ROW = "%-6s %-20s %-66s %s";

  private final List<Check> checks;

  Summary(List<Check> checks) {
    this.checks = checks;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(String.format(ROW, "", "", "expected", "happened").stripTrailing());
    for (Check check : checks) {
      lines.add(
          String.format(
              ROW,
              check.holds() ? "ok" : "WRONG",
              check.what(),
              check.expected(),
              check.happened()));
    }
    lines.add("");
    lines.add(
        exitCode() == 0
            ? "All " + checks.size() + " checks hold."
            : wrong() + " of " + checks.size() + " checks do not hold.");
    return lines;
  }

  /** 0 only when there are checks and all of them hold. */
  int exitCode() {
    return checks.isEmpty() || wrong() > 0 ? 1 : 0;
  }

  private long wrong() {
    return checks.stream().filter(check -> !check.holds()).count();
  }
}
