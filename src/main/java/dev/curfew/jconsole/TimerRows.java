package dev.curfew.jconsole;

import dev.curfew.manage.TimerInfo;
import dev.curfew.manage.TimerSelector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The lines of the table of timers: sorted, each call below the one around it.
 *
 * @param column sorts
 * @param descending the other way round
 * @param filter what is shown: a selector as in commands, such as {@code rule:checkout}, or a text
 *     that stands anywhere in the line, in letters of any case; empty: everything
 */
record TimerRows(TimerColumn column, boolean descending, String filter) {

  /** Those with the least remaining time first. */
  static final TimerRows DEFAULT = new TimerRows(TimerColumn.REMAINING, false, "");

  TimerRows withFilter(String text) {
    return new TimerRows(column, descending, text);
  }

  /** By another column, or by the same the other way round. */
  TimerRows sortedBy(TimerColumn other) {
    return new TimerRows(other, other == column && !descending, filter);
  }

  List<TimerRow> of(List<TimerInfo> timers) {
    List<TimerInfo> shown = timers.stream().filter(shown()).sorted(order()).toList();
    Set<Long> ids = new HashSet<>();
    shown.forEach(timer -> ids.add(timer.id()));
    Map<Long, List<TimerInfo>> children = new LinkedHashMap<>();
    for (TimerInfo timer : shown) {
      long parent = ids.contains(timer.parentId()) ? timer.parentId() : 0;
      children.computeIfAbsent(parent, id -> new ArrayList<>()).add(timer);
    }
    List<TimerRow> rows = new ArrayList<>(shown.size());
    add(rows, children, 0, 0);
    return rows;
  }

  private static void add(
      List<TimerRow> rows, Map<Long, List<TimerInfo>> children, long parent, int depth) {
    List<TimerInfo> below = children.remove(parent);
    if (below != null) {
      for (TimerInfo timer : below) {
        rows.add(new TimerRow(timer, depth));
        add(rows, children, timer.id(), depth + 1);
      }
    }
  }

  private Comparator<TimerInfo> order() {
    Comparator<TimerInfo> order = column.order();
    return (descending ? order.reversed() : order).thenComparing(TimerInfo::id);
  }

  private Predicate<TimerInfo> shown() {
    String text = filter.strip();
    if (text.isEmpty()) {
      return timer -> true;
    }
    if (text.contains(":")) {
      try {
        return TimerSelector.parse(text)::matches;
      } catch (IllegalArgumentException e) {
        // A text that happens to have a colon, or a selector that is being typed.
      }
    }
    String wanted = text.toLowerCase(Locale.ROOT);
    return timer -> line(timer).toLowerCase(Locale.ROOT).contains(wanted);
  }

  private static String line(TimerInfo timer) {
    TimerRow row = new TimerRow(timer, 0);
    StringBuilder line = new StringBuilder();
    for (TimerColumn column : TimerColumn.values()) {
      line.append(column.text(row)).append('\n');
    }
    return line.toString();
  }
}
