package dev.curfew.engine;

import java.util.List;

/**
 * What the thread of a live timer's call did at one moment.
 *
 * @param timer as it was a moment before
 * @param stack innermost frame first
 */
public record TimerStack(TimerView timer, List<StackTraceElement> stack) {}
