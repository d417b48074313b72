package dev.curfew.jconsole;

import dev.curfew.manage.Tables;
import dev.curfew.manage.TimerInfo;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** A column of the table of timers: what it shows, and how it sorts. */
enum TimerColumn {
  ID("Id", 45, row -> Long.toString(row.timer().id()), Comparator.comparing(TimerInfo::id)),
  CALL("Call", 230, TimerRow::call, Comparator.comparing(TimerInfo::path)),
  STATUS("Status", 95, row -> row.timer().status(), Comparator.comparing(TimerInfo::status)),
  REMAINING("Remaining", 150, TimerRow::remaining, byLong(TimerInfo::remainingMillis)),
  ELAPSED(
      "Elapsed",
      75,
      row -> Tables.duration(row.timer().elapsedMillis()),
      Comparator.comparing(TimerInfo::elapsedMillis)),
  TIMEOUT(
      "Timeout",
      75,
      row -> Tables.duration(row.timer().timeoutMillis()),
      byLong(TimerInfo::timeoutMillis)),
  LIMITED_BY(
      "Limited by",
      105,
      row -> row.timer().limitedBy(),
      Comparator.comparing(TimerInfo::limitedBy)),
  MODE("Mode", 140, TimerRow::mode, Comparator.comparing(TimerInfo::effectiveMode)),
  THREAD("Thread", 130, TimerRow::thread, Comparator.comparing(TimerInfo::threadName));

  private final String heading;
  private final int width;

  @SuppressWarnings("ImmutableEnumChecker") // methods without state
  private final Function<TimerRow, String> text;

  @SuppressWarnings("ImmutableEnumChecker") // methods without state
  private final Comparator<TimerInfo> order;

  TimerColumn(
      String heading, int width, Function<TimerRow, String> text, Comparator<TimerInfo> order) {
    this.heading = heading;
    this.width = width;
    this.text = text;
    this.order = order;
  }

  /** Those without a limit last. */
  private static Comparator<TimerInfo> byLong(Function<TimerInfo, Long> value) {
    return Comparator.comparing(value, Comparator.nullsLast(Comparator.naturalOrder()));
  }

  /** The column at that place in the table. */
  static TimerColumn at(int place) {
    return List.of(values()).get(place);
  }

  /** The column's place in the table, from 0. */
  int place() {
    return List.of(values()).indexOf(this);
  }

  String heading() {
    return heading;
  }

  /** In pixels. */
  int width() {
    return width;
  }

  String text(TimerRow row) {
    return text.apply(row);
  }

  Comparator<TimerInfo> order() {
    return order;
  }
}
