package dev.curfew.jconsole;

import dev.curfew.manage.AuditEntry;
import dev.curfew.manage.EndedTimerInfo;
import dev.curfew.manage.RuleInfo;
import dev.curfew.manage.TimerInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a program said at one moment.
 *
 * @param presence whether there is anything to say
 * @param mayAct false: this user may only look
 * @param version Curfew's
 * @param enabled false while an operator has disabled all rules
 * @param healthy whether the watcher scans
 * @param openCalls also those that {@code timers} has no room for
 * @param timers live ones
 * @param rules as configured, with counts
 * @param audit the last commands, the oldest first
 * @param slow what is not read each time; null: it was not read this time
 */
record Reading(
    Presence presence,
    boolean mayAct,
    String version,
    boolean enabled,
    boolean healthy,
    long openCalls,
    List<TimerInfo> timers,
    List<RuleInfo> rules,
    List<AuditEntry> audit,
    @Nullable Slow slow) {

  /** Whether a Curfew answers. */
  enum Presence {
    /** It does. */
    HERE,
    /** The program runs without Curfew, or it has not published its MBean yet. */
    NO_CURFEW,
    /** JConsole has no connection: the program has ended, or the connection broke. */
    NO_CONNECTION
  }

  /**
   * What costs more.
   *
   * @param history the last ended timers, the newest first
   * @param stack of the selected timer; empty: none is selected, or it has ended
   */
  record Slow(List<EndedTimerInfo> history, List<String> stack) {}

  static Reading nothing(Presence presence) {
    return new Reading(presence, false, "", true, true, 0, List.of(), List.of(), List.of(), null);
  }
}
