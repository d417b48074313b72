package dev.curfew.manage;

import org.jspecify.annotations.Nullable;

/**
 * One rule as operators see it: what is configured, what holds now, what became of its calls, which
 * methods it matched; and the changes that can be made to it.
 *
 * <p>{@code Timeout}, {@code WarnAt}, {@code Grace} and {@code Mode} show what calls get that begin
 * now. Written, they are an operator's override: it holds for calls that begin later (a mode also
 * for open ones), is shown in {@code Overrides} and in the audit log, and holds until {@code reset}
 * or the end of the JVM. They take what configurations take, in letters of any case; anything else
 * throws IllegalArgumentException, which says what is allowed, and changes nothing.
 *
 * <p>Counts are since the start of the agent. Thread-safe.
 */
@Description("A rule of Curfew: its settings, its counts, the methods that it matched")
public interface RuleMXBean {

  /** Of the name under which a rule is registered, what comes before the rule's own. */
  String OBJECT_NAME_PREFIX = "dev.curfew:type=Rule,name=";

  @Description("The rule's name")
  String getName();

  @Description("The timeout of calls that begin now, such as 30s; empty: none of their own")
  String getTimeout();

  /** An override, until reset. */
  void setTimeout(String timeout);

  @Description("The timeout that is configured; empty: none of their own")
  String getConfiguredTimeout();

  @Description("When calls are warned that begin now: a part of the timeout such as 80%, or never")
  String getWarnAt();

  /** An override, until reset. */
  void setWarnAt(String warnAt);

  @Description("When calls are warned, as configured")
  String getConfiguredWarnAt();

  @Description("The grace of calls that begin now, such as 30s")
  String getGrace();

  /** An override, until reset. */
  void setGrace(String grace);

  @Description("The grace that is configured")
  String getConfiguredGrace();

  @Description("The mode: off, observe, interrupt; as configured, or as an operator has set it")
  String getMode();

  /** An override, until reset. */
  void setMode(String mode);

  @Description("The mode that is configured: off, observe, interrupt or force")
  String getConfiguredMode();

  @Description("The mode that holds now: observe while the rule, or all of them, are disabled")
  String getEffectiveMode();

  @Description("False while this rule is disabled, by an operator or by its fuse")
  boolean isEnabled();

  @Description("True while the time of this rule's calls stands still")
  boolean isPaused();

  @Description("When the fuse disabled the rule (UTC); empty: it has not, or was enabled since")
  String getFuseBlownAt();

  @Description("Live changes by operators: what, by whom, when, why")
  String[] getOverrides();

  @Description("The timeout of calls that begin now, in milliseconds; null: none of their own")
  @Nullable Long getTimeoutMillis();

  @Description("Calls entered since the start")
  long getCalls();

  @Description("Calls that are open now; counted among the first 100,000 of all open calls")
  long getActive();

  @Description("Calls since the start that ended by an exception of their own")
  long getFailed();

  @Description("Calls that have reached their warning since the start")
  long getWarned();

  @Description("Calls that ran out of time since the start (TIMEOUT)")
  long getTimedOut();

  @Description("Calls stopped since the start because the call around them ran out of time")
  long getStopped();

  @Description("Timers cancelled since the start")
  long getCancelled();

  @Description("Calls past their deadline since the start that were only observed")
  long getOverdue();

  @Description("Calls since the start that were still running when their grace was over")
  long getAbandoned();

  @Description("The longest a call is known to have taken, in ms: with a timer, or seen open")
  long getSlowestMillis();

  @Description("How many methods are woven for this rule")
  int getMatchedMethods();

  @Description("How many methods matched and can't be woven")
  int getRefusedMethods();

  @Description("The methods that are woven for this rule, at most 1,000")
  String[] getMatchedMethodsReport();

  @Description("The methods that matched and can't be woven, with the reason, at most 1,000")
  String[] getRefusedMethodsReport();

  @Description("From now on this rule only observes")
  String disable(
      @Name("reason") @Description("Why, for the audit log; may be empty") String reason);

  @Description("Takes a disable back, also that of a fuse; nothing is stopped for 5 seconds")
  String enable(@Name("reason") @Description("Why, for the audit log; may be empty") String reason);

  @Description("Stops the time of this rule's calls: what is left stays left")
  String pause(@Name("reason") @Description("Why, for the audit log; may be empty") String reason);

  @Description("Takes a pause back; nothing is stopped for another 5 seconds")
  String resume(@Name("reason") @Description("Why, for the audit log; may be empty") String reason);

  @Description("Takes all changes of this rule back to what is configured")
  String reset(@Name("reason") @Description("Why, for the audit log; may be empty") String reason);
}
