package dev.curfew.manage;

import java.util.List;

/**
 * Curfew as operators see it: every timer, every rule, the watcher's health, and the commands.
 *
 * <p>Whatever can be read is an attribute, so that a read-only role sees all of it; programs read
 * the structured attributes, people the reports beside them, which JConsole shows as a table. The
 * attributes {@code Timers}, {@code Rules} and their sums ask the watcher, which answers within
 * milliseconds; when it does not answer for two seconds, {@code Healthy} says so.
 *
 * <p>The operations answer in one sentence that begins with the outcome in capitals, such as {@code
 * CANCELLED: ...}, or, when they are for several timers, with how many had which outcome, such as
 * {@code EXPIRED 398, TOO_LATE 2}; {@link CommandResult} reads both. A reason may be given with
 * each; it stands in the audit log. Bad input, also a parameter field that was left as JConsole
 * fills it, throws IllegalArgumentException and changes nothing. Thread-safe.
 */
@Description("Timeouts of this JVM: timers, rules, the watcher's health, and commands on them")
public interface TimeoutManagerMXBean {

  /** Where it is registered. */
  String OBJECT_NAME = "dev.curfew:type=TimeoutManager";

  /** How timers are selected; {@link TimerSelector} has all of it. */
  String SELECTOR =
      "all, ids:3+7, or of rule:<name>, label:<pattern>, status:<STATUS>, older-than:<duration>"
          + " those that must hold, parted by commas";

  @Description("Live timers, those with the least remaining time first; at most 10,000")
  List<TimerInfo> getTimers();

  @Description("The live timers as a table")
  String[] getTimersReport();

  @Description("Rules in the order of the configuration, with their counts since the start")
  List<RuleInfo> getRules();

  @Description("The rules and their counts as a table")
  String[] getRulesReport();

  @Description("The stacks of live timers, those with the least remaining time first; at most 500")
  String[] getStacks();

  @Description("The last 200 timers that ended otherwise than in time, with stacks; newest first")
  List<EndedTimerInfo> getHistory();

  @Description("The history as a table, each timer followed by the stack that says most")
  String[] getHistoryReport();

  @Description("Calls that are open now, also those that Timers has no room for")
  long getOpenCalls();

  @Description("Calls entered since the start, over all rules")
  long getCalls();

  @Description("Calls that have reached their warning since the start, over all rules")
  long getWarned();

  @Description("Calls that ran out of time since the start (TIMEOUT), over all rules")
  long getTimedOut();

  @Description("Calls stopped since the start because the call around them ran out of time")
  long getStopped();

  @Description("Timers cancelled since the start, over all rules")
  long getCancelled();

  @Description("Calls past their deadline since the start that were only observed")
  long getOverdue();

  @Description("Calls since the start that were still running when their grace was over")
  long getAbandoned();

  @Description("False while an operator has disabled all rules: then they only observe")
  boolean isEnabled();

  @Description("The modes of the rules as configured, each once: off, observe, interrupt, force")
  String getConfiguredMode();

  @Description("The modes of the rules that hold now, each once: observe while disabled")
  String getEffectiveMode();

  @Description("True when the watcher has scanned within the last two seconds and did not die")
  boolean isHealthy();

  @Description("The watcher's scans since the start")
  long getWatcherScans();

  @Description("The watcher's pause between scans at this moment, in microseconds")
  long getWatcherPeriodMicros();

  @Description("How often a watcher died and another went on with its work")
  long getWatcherSuccessions();

  @Description("The watcher's last failure; empty when there was none")
  String getWatcherLastFailure();

  @Description("How late the last deadline that passed was noticed, in milliseconds")
  long getWatcherLastLatenessMillis();

  @Description("How late a deadline was noticed at worst since the start, in milliseconds")
  long getWatcherWorstLatenessMillis();

  @Description("How often the whole process stood still, as when it was stopped")
  long getStalls();

  @Description("For how long the whole process stood still since the start, in milliseconds")
  long getStalledMillis();

  @Description("Enforcers that are interrupting or stopping something at this moment")
  int getEnforcersBusy();

  @Description("Calls dropped because their frame was gone (after a StackOverflowError)")
  long getLostFrames();

  @Description("Tasks that began or went on after the call that they were a part of had ended")
  long getOrphans();

  @Description("Tasks that were not followed because too many were waiting")
  long getTasksNotFollowed();

  @Description("Handlers of the application (onTimeout, partial results) that threw")
  int getHandlersFailed();

  @Description("Handlers of the application that were not run because too many were waiting")
  int getHandlersDropped();

  @Description(
      "For how long the handler of the application has been running that began first, in"
          + " milliseconds; 0 when none runs")
  long getOldestHandlerMillis();

  @Description("Where the records of timed-out calls go")
  String getRecordDirectory();

  @Description("Lines of records that are on disk since the start: a timeout, an end, ...")
  long getRecordsWritten();

  @Description("Lines of records that wait in memory because they can't be written now")
  long getRecordsUnwritten();

  @Description("Lines of records that were lost because too many had to wait in memory")
  long getRecordsDropped();

  @Description("Timeouts whose record was not on disk within one second")
  long getRecordsLate();

  @Description("Why records can't be written at the moment; empty when they can")
  String getRecordProblem();

  @Description("Curfew's version")
  String getVersion();

  @Description("Where the configuration came from: a file or the agent's argument")
  String getConfigurationSource();

  @Description("What each rule matched, and what it had to refuse and why")
  String[] getConfigurationReport();

  @Description("Notifications left out since the start: more than 100 a second, or not taken")
  long getNotificationsSuppressed();

  @Description("Those commands as a list of records: when (UTC), who, what, why, the outcome")
  List<AuditEntry> getAudit();

  @Description("The last 100 commands of operators: when (UTC), who, what, why, the answer")
  String[] getAuditLog();

  @Description("Takes the timeout off a call, which runs on; a timeout around it still holds")
  default String cancelTimer(@Name("id") @Description("Id of a timer, as in Timers") long id) {
    return cancelTimer(id, "");
  }

  @Description("Takes the timeout off a call, which runs on; a timeout around it still holds")
  String cancelTimer(
      @Name("id") @Description("Id of a timer, as in Timers") long id,
      @Name("reason") @Description("Why, for the audit log; may be empty") String reason);

  @Description("Takes the timeouts off all calls that are selected; they run on")
  String cancelTimers(
      @Name("selector") @Description(SELECTOR) String selector,
      @Name("reason") @Description("Why, for the audit log; may be empty") String reason);

  @Description("Moves the deadline of a call that has not run out of time")
  default String extendTimer(
      @Name("id") @Description("Id of a timer, as in Timers") long id,
      @Name("duration") @Description("By how much, such as 30s, 1h30m or PT30S") String duration) {
    return extendTimer(id, duration, "");
  }

  @Description("Moves the deadline of a call that has not run out of time")
  String extendTimer(
      @Name("id") @Description("Id of a timer, as in Timers") long id,
      @Name("duration") @Description("By how much, such as 30s, 1h30m or PT30S") String duration,
      @Name("reason") @Description("Why, for the audit log; may be empty") String reason);

  @Description("Moves the deadlines of all calls that are selected")
  String extendTimers(
      @Name("selector") @Description(SELECTOR) String selector,
      @Name("duration") @Description("By how much, such as 30s, 1h30m or PT30S") String duration,
      @Name("reason") @Description("Why, for the audit log; may be empty") String reason);

  @Description("Treats a call as timed out now: it is interrupted as its rule says")
  default String expireCall(@Name("id") @Description("Id of a timer, as in Timers") long id) {
    return expireCall(id, "");
  }

  @Description("Treats a call as timed out now: it is interrupted as its rule says")
  String expireCall(
      @Name("id") @Description("Id of a timer, as in Timers") long id,
      @Name("reason") @Description("Why, for the audit log; may be empty") String reason);

  @Description("Treats all calls that are selected as timed out now: they are interrupted")
  String expireCalls(
      @Name("selector") @Description(SELECTOR) String selector,
      @Name("reason") @Description("Why, for the audit log; may be empty") String reason);

  @Description("From now on only observes: all rules, one rule or one timer")
  default String disable(
      @Name("target") @Description("all, rule:<name>, or the id of a timer") String target) {
    return disable(target, "");
  }

  @Description("From now on only observes: all rules, one rule or one timer")
  String disable(
      @Name("target") @Description("all, rule:<name>, or the id of a timer") String target,
      @Name("reason") @Description("Why, for the audit log; may be empty") String reason);

  @Description("Takes a disable back; nothing is stopped for another 5 seconds")
  default String enable(
      @Name("target") @Description("all, rule:<name>, or the id of a timer") String target) {
    return enable(target, "");
  }

  @Description("Takes a disable back; nothing is stopped for another 5 seconds")
  String enable(
      @Name("target") @Description("all, rule:<name>, or the id of a timer") String target,
      @Name("reason") @Description("Why, for the audit log; may be empty") String reason);

  @Description("Stops the time of all rules, one rule or one timer: what is left stays left")
  default String pause(
      @Name("target") @Description("all, rule:<name>, or the id of a timer") String target) {
    return pause(target, "");
  }

  @Description("Stops the time of all rules, one rule or one timer: what is left stays left")
  String pause(
      @Name("target") @Description("all, rule:<name>, or the id of a timer") String target,
      @Name("reason") @Description("Why, for the audit log; may be empty") String reason);

  @Description("Takes a pause back; nothing is stopped for another 5 seconds")
  default String resume(
      @Name("target") @Description("all, rule:<name>, or the id of a timer") String target) {
    return resume(target, "");
  }

  @Description("Takes a pause back; nothing is stopped for another 5 seconds")
  String resume(
      @Name("target") @Description("all, rule:<name>, or the id of a timer") String target,
      @Name("reason") @Description("Why, for the audit log; may be empty") String reason);

  @Description("Changes a rule until it is reset or the JVM ends; open calls keep their limits")
  default String set(
      @Name("rule") @Description("Name of a rule") String rule,
      @Name("key") @Description("timeout, warn-at, grace or mode") String key,
      @Name("value") @Description("As in the configuration, such as 30s, 80%, observe")
          String value) {
    return set(rule, key, value, "");
  }

  @Description("Changes a rule until it is reset or the JVM ends; open calls keep their limits")
  String set(
      @Name("rule") @Description("Name of a rule") String rule,
      @Name("key") @Description("timeout, warn-at, grace or mode") String key,
      @Name("value") @Description("As in the configuration, such as 30s, 80%, observe")
          String value,
      @Name("reason") @Description("Why, for the audit log; may be empty") String reason);

  @Description("Takes all changes of a rule back to what is configured")
  default String reset(@Name("rule") @Description("Name of a rule") String rule) {
    return reset(rule, "");
  }

  @Description("Takes all changes of a rule back to what is configured")
  String reset(
      @Name("rule") @Description("Name of a rule") String rule,
      @Name("reason") @Description("Why, for the audit log; may be empty") String reason);

  @Description("When the configuration that holds was loaded (UTC)")
  String getConfigurationLoadedAt();

  @Description("What holds now, as YAML; changes by operators stand in comments")
  String[] getConfiguration();

  @Description("How often another configuration was taken over since the start")
  long getReloads();

  @Description("How often another configuration could not be taken over since the start")
  long getReloadsRefused();

  @Description("When the last reload was (UTC), and its outcome; empty when there was none")
  String getLastReload();

  @Description("Why the last reload was refused, each problem with its place; empty: it was not")
  String[] getReloadProblems();

  @Description("Reads the configuration file again; one that is wrong changes nothing")
  String reload(@Name("reason") @Description("Why, for the audit log; may be empty") String reason);

  @Description("Takes Curfew out of this JVM: code as it was, open calls run on without a limit")
  String detach(@Name("reason") @Description("Why, for the audit log; required") String reason);
}
