package dev.curfew.jconsole;

import dev.curfew.manage.AuditEntry;
import dev.curfew.manage.EndedTimerInfo;
import dev.curfew.manage.RuleInfo;
import java.util.List;

/**
 * What the tab shows.
 *
 * @param state how the program and its Curfew do, in a sentence
 * @param good false: that sentence needs attention
 * @param refusal why nothing can be done now; empty: it can
 * @param rows the timers
 * @param rules with their counts
 * @param history ended timers, the newest first
 * @param audit commands, the newest first
 * @param stack of the selected timer, or what to do to see one
 */
record Screen(
    String state,
    boolean good,
    String refusal,
    List<TimerRow> rows,
    List<RuleInfo> rules,
    List<EndedTimerInfo> history,
    List<AuditEntry> audit,
    List<String> stack) {}
