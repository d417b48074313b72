package dev.curfew.race;

import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;

/** What became of one jcstress test, all its runs together. */
final class Verdict {
  private static final String PACKAGE = "dev.curfew.bridge.";

  private final String test;
  private final Map<String, Long> forbidden = new TreeMap<>();
  private long samples;
  private String trouble = "";

  Verdict(String test) {
    this.test = test;
  }

  /** What jcstress passes over in silence, such as a test that could not be linked, is trouble. */
  void add(TestResult result) {
    if (result.status() != Status.NORMAL) {
      trouble = result.status() + " " + result.getMessages();
      return;
    }
    for (GradingResult outcome : result.grading().gradingResults.values()) {
      samples += outcome.count;
      if (outcome.expect == Expect.FORBIDDEN && outcome.count > 0) {
        forbidden.merge(outcome.id, outcome.count, Long::sum);
      }
    }
  }

  String test() {
    return test.substring(PACKAGE.length());
  }

  boolean passed() {
    return trouble.isEmpty() && forbidden.isEmpty() && samples > 0;
  }

  boolean sawForbidden() {
    return !forbidden.isEmpty();
  }

  String found() {
    StringJoiner found = new StringJoiner("; ");
    forbidden.forEach((outcome, count) -> found.add("'" + outcome + "' " + count + " times"));
    if (!trouble.isEmpty()) {
      found.add(trouble);
    }
    return found.length() == 0 ? "nothing forbidden" : found.toString();
  }

  /** A line of a Markdown table. */
  String row(String name) {
    return String.format("| %s | %,d | %s |%n", name, samples, found());
  }
}
