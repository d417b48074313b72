package dev.curfew.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo's summary says "all checks hold" only of a run in which all went as it should. */
class ChecksTest {
  private static final String TIMED_OUT =
      "failed: dev.curfew.api.TimeoutExceededException: ran out of time";

  private final List<String> journal =
      new ArrayList<>(
          List.of(
              entry(100, "nightly", "started"),
              entry(100, "nightly/import/read-orders", "started"),
              entry(110, "nightly/import/read-orders", "completed: 1000 orders"),
              entry(110, "nightly/import/wait-for-file", "started"),
              entry(10120, "nightly/import/wait-for-file", TIMED_OUT),
              entry(10120, "nightly/totals/sum-in-euro", "started"),
              entry(20140, "nightly/totals/sum-in-euro", TIMED_OUT),
              entry(20140, "nightly/totals/count-again", "started"),
              entry(20150, "nightly/totals/count-again", "completed: 1000 orders"),
              entry(20150, "nightly", "completed"),
              entry(100, "weekly", "started"),
              entry(100, "weekly/upkeep/rebuild-index", "started"),
              entry(14200, "weekly/upkeep/rebuild-index", "completed: 140 steps"),
              entry(14200, "weekly/upkeep/archive", "started"),
              entry(27300, "weekly/upkeep/archive", "completed: 130 steps"),
              entry(27300, "weekly/upkeep/count", "started"),
              entry(27310, "weekly/upkeep/count", "completed: 1000 orders"),
              entry(27310, "weekly", "completed"),
              entry(27400, "http", "/price, status 200: 120 times, 2 to 600 ms"),
              entry(27400, "http", "/report?months=12, status 503: 1 times, 1501 to 1501 ms")));
  private final List<String> records =
      new ArrayList<>(
          List.of(
              record(3, "command", "TIMEOUT", "nightly", 10_003, "Jobs.sleepAnHour(Jobs.java:44)"),
              record(7, "command", "TIMEOUT", "nightly", 10_004, "OrderDatabase.euroRate(X:1)"),
              record(8, "command", "CANCELLED", "weekly", 13_100, ""),
              record(9, "request", "TIMEOUT", "qtp-1", 1_500, "ReportDesk.report(X:1)")));
  private String extendAnswer = "EXTENDED: timer 6 has 18000 ms left\n";
  private LiveTimer afterExtend = timer(6, 10_000L, 20_000L);
  private LiveTimer afterCancel = timer(8, null, 40_000L);
  private int exitCode = 0;

  @Test
  @DisplayName("a run in which all went as it should passes")
  void good() {
    assertThat(wrong()).isEmpty();
    assertThat(summary().exitCode()).isZero();
  }

  @ParameterizedTest
  @DisplayName("a command that should have timed out and did anything else fails the demo")
  @CsvSource({
    "wait-for-file, 10120, 'completed: slept', stuck command",
    "wait-for-file, 10120, 'failed: java.lang.InterruptedException', stuck command",
    "wait-for-file, 10109, " + "'" + TIMED_OUT + "', stuck command",
    "wait-for-file, 13120, " + "'" + TIMED_OUT + "', stuck command",
    "sum-in-euro, 20140, 'completed: sum 5', slow query",
    "sum-in-euro, 20140, 'failed: java.sql.SQLException: closed', slow query"
  })
  void missingTimeout(String command, long millis, String what, String check) {
    replaceEnd(command, millis, what);

    assertThat(wrong()).containsExactly(check);
    assertThat(summary().exitCode()).isNotZero();
  }

  @ParameterizedTest
  @DisplayName("a command that an operator kept alive and that did not complete fails the demo")
  @CsvSource({
    "rebuild-index, 14200, '" + TIMED_OUT + "', extended command",
    "rebuild-index, 10090, 'completed: 140 steps', extended command",
    "archive, 27300, '" + TIMED_OUT + "', cancelled timer",
    "archive, 24190, 'completed: 130 steps', cancelled timer",
    "count-again, 20150, 'failed: java.sql.SQLException: closed', other commands",
    "read-orders, 110, 'failed: java.sql.SQLException: closed', other commands"
  })
  void missingCompletion(String command, long millis, String what, String check) {
    replaceEnd(command, millis, what);

    assertThat(wrong()).containsExactly(check);
  }

  @ParameterizedTest
  @DisplayName("a missing record fails the demo")
  @ValueSource(ints = {0, 1, 2, 3})
  void missingRecord(int index) {
    records.remove(index);

    assertThat(wrong()).hasSize(1);
    assertThat(wrong().get(0)).contains("record");
  }

  @ParameterizedTest
  @DisplayName("a wrong word in a record fails the demo")
  @CsvSource({
    "0, TIMEOUT, FAILED",
    "0, benchmark / phase / command, command",
    "0, 'elapsedMillis\":10003', 'elapsedMillis\":9999'",
    "0, nightly, weekly",
    "0, ACTIVE, WARNED",
    "0, Jobs.sleepAnHour, Jobs.other",
    "2, operator, ''",
    "3, TIMEOUT, STOPPED"
  })
  void wrongRecord(int index, String right, String wrong) {
    String line = records.get(index);
    assertThat(line).contains(right);
    records.set(index, line.replace(right, wrong));

    assertThat(wrong()).isNotEmpty();
  }

  @Test
  @DisplayName("a record of a call that should have none fails the demo")
  void strayRecord() {
    records.add(record(11, "phase", "TIMEOUT", "weekly", 50_000, ""));

    assertThat(wrong()).containsExactly("other records");
  }

  @ParameterizedTest
  @DisplayName("an HTTP answer that should not be fails the demo")
  @CsvSource({
    "'/price, status 500: 1 times, 3 to 3 ms', quick HTTP requests",
    "'/price, status 503: 1 times, 3 to 3 ms', quick HTTP requests",
    "'/price, no answer: 1 times, 3 to 3 ms', quick HTTP requests",
    "'/report?months=12, status 200: 1 times, 3600 to 3600 ms', long HTTP requests",
    "'/report?months=12, status 503: 1 times, 900 to 1502 ms', long HTTP requests",
    "'/report?months=12, status 500: 1 times, 1502 to 1502 ms', long HTTP requests"
  })
  void wrongAnswer(String total, String check) {
    journal.add(entry(27400, "http", total));

    assertThat(wrong()).contains(check);
  }

  @Test
  @DisplayName("no traffic at all fails the demo")
  void noTraffic() {
    journal.removeIf(line -> line.contains("status"));

    assertThat(wrong()).contains("quick HTTP requests", "long HTTP requests");
  }

  @Test
  @DisplayName("an operator's command without its effect fails the demo")
  void noEffect() {
    extendAnswer = "TOO_LATE: timer 6 is in GRACE";
    afterExtend = timer(6, 10_000L, 10_000L);
    afterCancel = timer(8, 10_000L, 10_000L);

    assertThat(wrong()).containsExactly("  its timer", "  its timer");
  }

  @Test
  @DisplayName("a program that does not end well fails the demo")
  void badEnd() {
    exitCode = 1;

    assertThat(wrong()).containsExactly("the program");
  }

  @Test
  @DisplayName("a benchmark that fails as a whole fails the demo")
  void failedBenchmark() {
    journal.remove(entry(27310, "weekly", "completed"));

    assertThat(wrong()).containsExactly("the program");
  }

  @Test
  @DisplayName("a line of somebody else's on the program's standard output fails the demo")
  void strangeLine() {
    journal.add("curfew: version 1");

    assertThat(wrong()).containsExactly("the program");
  }

  @Test
  @DisplayName("a summary without checks is no success")
  void nothingChecked() {
    assertThat(new Summary(List.of()).exitCode()).isNotZero();
  }

  @Test
  @DisplayName("the summary marks what is wrong and counts it")
  void marked() {
    exitCode = 1;

    assertThat(summary().lines())
        .filteredOn(line -> line.startsWith("WRONG"))
        .singleElement()
        .asString()
        .contains("the program");
    assertThat(summary().lines()).last().asString().startsWith("1 of ");
  }

  private void replaceEnd(String command, long millis, String what) {
    for (int i = 0; i < journal.size(); i++) {
      String line = journal.get(i);
      if (line.contains("/" + command + " ") && !line.endsWith("started")) {
        String subject = Arrays.asList(line.trim().split(" +")).get(2);
        journal.set(i, entry(millis, subject, what));
      }
    }
  }

  private List<String> wrong() {
    return Checks.of(evidence()).stream().filter(c -> !c.holds()).map(Check::what).toList();
  }

  private Summary summary() {
    return new Summary(Checks.of(evidence()));
  }

  private Evidence evidence() {
    Journal said = new Journal();
    journal.forEach(said::add);
    Operator.Report operator =
        new Operator.Report(act(6, extendAnswer, afterExtend), act(8, "CANCELLED: x", afterCancel));
    return new Evidence(said, TimeoutRecord.parse(records.stream()), operator, exitCode);
  }

  private static Operator.Act act(long id, String answer, LiveTimer after) {
    return new Operator.Act(
        timer(id, 10_000L, 10_000L), new CommandLine.Result(0, answer), Optional.of(after));
  }

  /** One second old. */
  private static LiveTimer timer(long id, Long timeout, long limit) {
    return new LiveTimer(id, "command", "p", "ACTIVE", timeout, 1_000, limit - 1_000, "weekly");
  }

  private static String entry(long millis, String subject, String what) {
    return String.format("%6d ms  %-34s  %s", millis, subject, what);
  }

  private static String record(
      long id, String rule, String status, String thread, long elapsed, String frame) {
    String path = rule.equals("command") ? "benchmark / phase / command" : rule;
    return """
        {"id":%d,"rule":"%s","path":"%s","status":"%s","cancelledBy":"%s","elapsedMillis":%d,\
        "start":"2026-01-01T00:00:00Z","end":"2026-01-01T00:00:%02d.%03dZ",\
        "thread":{"name":"%s"},"history":[{"status":"ACTIVE"}],"stacks":{"expiry":["%s"]}}"""
        .formatted(
            id,
            rule,
            path,
            status,
            status.equals("CANCELLED") ? "operator" : "",
            elapsed,
            elapsed / 1000,
            elapsed % 1000,
            thread,
            frame);
  }
}
