package dev.curfew.demo;

import dev.curfew.demo.Journal.Entry;
import dev.curfew.demo.Operator.Act;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether what the demo shows is what happened. What became of commands and requests is judged by
 * the program's own words; Curfew's records and answers are then held against that.
 */
final class Checks {
  private static final String TIMED_OUT = "failed: dev.curfew.api.TimeoutExceededException: ";

  /** The elapsed and the remaining time are cut to milliseconds each. */
  private static final Duration ROUNDING = Duration.ofMillis(2);

  private final Evidence evidence;
  private final Journal journal;
  private final List<Check> checks = new ArrayList<>();

  private Checks(Evidence evidence) {
    this.evidence = evidence;
    journal = evidence.journal();
  }

  static List<Check> of(Evidence evidence) {
    Checks checks = new Checks(evidence);
    checks.timedOut("stuck command", Scenario.STUCK, "Jobs.sleepAnHour");
    checks.timedOut("slow query", Scenario.SLOW_QUERY, "OrderDatabase.euroRate");
    checks.completedLate("extended command", Scenario.EXTENDED);
    checks.extended(evidence.operator().extended());
    checks.completedLate("cancelled timer", Scenario.CANCELLED);
    checks.cancelled(evidence.operator().cancelled());
    checks.otherCommands();
    checks.quickRequests();
    checks.longRequests();
    checks.noOtherRecords();
    checks.ending();
    return checks.checks;
  }

  private void timedOut(String what, String command, String frame) {
    Optional<Entry> end = journal.first(command, "failed");
    add(
        what,
        "fails with TimeoutExceededException at " + text(Scenario.COMMAND_LIMIT),
        outcome(command),
        end.isPresent()
            && end.get().what().startsWith(TIMED_OUT)
            && isSoonAfter(Scenario.COMMAND_LIMIT, took(command)));
    List<TimeoutRecord> records =
        commandRecords("TIMEOUT").stream().filter(r -> r.expiredIn(frame)).toList();
    add(
        "  its record",
        "TIMEOUT of " + Scenario.COMMAND_PATH + ", in " + frame,
        briefly(records),
        records.size() == 1 && isComplete(records.get(0), command));
  }

  private static boolean isComplete(TimeoutRecord record, String command) {
    return record.path().equals(Scenario.COMMAND_PATH)
        && record.thread().equals(Scenario.threadOf(command))
        && isSoonAfter(Scenario.COMMAND_LIMIT, record.elapsed())
        && isSoonAfter(Scenario.COMMAND_LIMIT.minusMillis(100), record.span())
        && record.history().get(0).equals("ACTIVE");
  }

  private void completedLate(String what, String command) {
    add(
        what,
        "completes, later than " + text(Scenario.COMMAND_LIMIT),
        outcome(command),
        journal.first(command, "completed").isPresent()
            && took(command).compareTo(Scenario.COMMAND_LIMIT) > 0);
  }

  private void extended(Act act) {
    Duration expected = Scenario.COMMAND_LIMIT.plus(Scenario.EXTENSION);
    Optional<Duration> limit = act.after().flatMap(LiveTimer::limit);
    add(
        "  its timer",
        "EXTENDED, deadline " + text(expected) + " from its start",
        firstWord(act) + limit.map(l -> ", deadline " + text(l) + " from its start").orElse(""),
        firstWord(act).equals("EXTENDED")
            && limit.filter(l -> l.minus(expected).abs().compareTo(ROUNDING) <= 0).isPresent());
  }

  private void cancelled(Act act) {
    boolean unlimited = act.after().filter(after -> after.timeoutMillis() == null).isPresent();
    add(
        "  its timer",
        "CANCELLED, no timeout of its own any more",
        firstWord(act) + (unlimited ? ", no timeout of its own" : ", " + act.after()),
        firstWord(act).equals("CANCELLED") && unlimited);
    List<TimeoutRecord> records = commandRecords("CANCELLED");
    add(
        "  its record",
        "CANCELLED, and by whom",
        list(records.stream().map(r -> r.status() + " by " + r.cancelledBy()).toList()),
        records.size() == 1
            && records.get(0).id() == act.before().id()
            && !records.get(0).cancelledBy().isEmpty());
  }

  private void otherCommands() {
    List<String> failed =
        Scenario.HEALTHY.stream()
            .filter(command -> journal.first(command, "completed").isEmpty())
            .toList();
    add(
        "other commands",
        Scenario.HEALTHY.size() + " complete, one on the slow query's database",
        (Scenario.HEALTHY.size() - failed.size()) + " complete" + list(failed),
        failed.isEmpty());
  }

  private void quickRequests() {
    List<HttpTotal> totals =
        HttpTotal.of(journal).stream().filter(t -> !t.isOf(Scenario.LONG_REPORT)).toList();
    add(
        "quick HTTP requests",
        "all have status 200",
        list(totals),
        !totals.isEmpty() && totals.stream().allMatch(t -> t.answer().equals("status 200")));
  }

  private void longRequests() {
    List<HttpTotal> totals =
        HttpTotal.of(journal).stream().filter(t -> t.isOf(Scenario.LONG_REPORT)).toList();
    add(
        "long HTTP requests",
        "all have status 503, at " + text(Scenario.REQUEST_LIMIT),
        list(totals),
        !totals.isEmpty() && totals.stream().allMatch(Checks::isTimeout));
    int answers = totals.stream().mapToInt(HttpTotal::count).sum();
    long records =
        evidence.records().stream()
            .filter(r -> r.rule().equals(Scenario.REQUEST_RULE) && r.status().equals("TIMEOUT"))
            .count();
    add("  their records", answers + " TIMEOUT", records + " TIMEOUT", records == answers);
  }

  private static boolean isTimeout(HttpTotal total) {
    return total.answer().equals("status 503")
        && isSoonAfter(Scenario.REQUEST_LIMIT, Duration.ofMillis(total.minMillis()))
        && isSoonAfter(Scenario.REQUEST_LIMIT, Duration.ofMillis(total.maxMillis()));
  }

  private void noOtherRecords() {
    List<TimeoutRecord> others =
        evidence.records().stream()
            .filter(r -> !isOf(r, Scenario.COMMAND_RULE, "TIMEOUT"))
            .filter(r -> !isOf(r, Scenario.COMMAND_RULE, "CANCELLED"))
            .filter(r -> !isOf(r, Scenario.REQUEST_RULE, "TIMEOUT"))
            .toList();
    add("other records", "none", briefly(others), others.isEmpty());
  }

  private void ending() {
    List<String> unfinished =
        Scenario.BENCHMARKS.stream()
            .filter(benchmark -> journal.first(benchmark, "completed").isEmpty())
            .toList();
    List<String> strange = journal.strangeLines();
    add(
        "the program",
        "completes both benchmarks, exit code 0, stdout its own",
        "exit code "
            + evidence.exitCode()
            + (unfinished.isEmpty() ? "" : ", not completed:" + list(unfinished))
            + (strange.isEmpty() ? "" : ", on stdout: " + strange.get(0)),
        evidence.exitCode() == 0 && unfinished.isEmpty() && strange.isEmpty());
  }

  private void add(String what, String expected, String happened, boolean holds) {
    checks.add(new Check(what, expected, happened, holds));
  }

  private List<TimeoutRecord> commandRecords(String status) {
    return evidence.records().stream().filter(r -> isOf(r, Scenario.COMMAND_RULE, status)).toList();
  }

  private static boolean isOf(TimeoutRecord record, String rule, String status) {
    return record.rule().equals(rule) && record.status().equals(status);
  }

  /** Never before the limit, and not long after it. */
  private static boolean isSoonAfter(Duration limit, Duration time) {
    return time.compareTo(limit) >= 0 && time.compareTo(limit.plus(Scenario.PATIENCE)) <= 0;
  }

  /** How long a command ran; zero when it did not. */
  private Duration took(String command) {
    Optional<Entry> start = journal.first(command, "started");
    Optional<Entry> end = end(command);
    return start.isEmpty() || end.isEmpty()
        ? Duration.ZERO
        : Duration.ofMillis(end.get().millis() - start.get().millis());
  }

  private Optional<Entry> end(String command) {
    return journal.first(command, "completed").or(() -> journal.first(command, "failed"));
  }

  private String outcome(String command) {
    return end(command)
        .map(e -> outcomeWord(e) + " after " + took(command).toMillis() + " ms")
        .orElse("nothing");
  }

  private static String outcomeWord(Entry end) {
    return end.what().startsWith(TIMED_OUT) ? "fails with TimeoutExceededException" : end.what();
  }

  private static String firstWord(Act act) {
    return act.answer().output().split(":", 2)[0].strip();
  }

  private static String text(Duration duration) {
    return duration.toMillis() + " ms";
  }

  private static String list(List<?> things) {
    return things.stream().map(Object::toString).collect(Collectors.joining(", "));
  }

  private static String briefly(List<TimeoutRecord> records) {
    return records.isEmpty()
        ? "none"
        : records.stream()
            .map(r -> r.status() + " of " + r.path() + " after " + text(r.elapsed()))
            .collect(Collectors.joining(", "));
  }
}
