package dev.curfew.jconsole;

import dev.curfew.jconsole.Program.Depth;
import dev.curfew.jconsole.Reading.Presence;
import dev.curfew.manage.AuditEntry;
import dev.curfew.manage.CommandResult;
import dev.curfew.manage.Printable;
import dev.curfew.manage.TimerInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the tab shows and does. One reading is under way at a time: when the program does
 * not answer, none piles up, and the tab says for how long. Knows no Swing; on one thread only.
 */
final class Presenter {
  /** History and stack are read with each fifth reading, and when somebody wants to see them. */
  private static final int FULL_EACH = 5;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final int MOST_DETAILS = 8;

  private static final String NO_CURFEW =
      "There is no Curfew in this program, or it has just started: it is looked for again each"
          + " second";
  private static final String NO_CONNECTION =
      "No connection: the program has ended or can't be reached. What is shown was seen last";
  private static final String ACCESS_DENIED =
      "Access denied: the user of this connection may look and change nothing";

  private final Program program;
  private final View view;
  private final Background background;
  private final LongSupplier clock;

  private Reading reading = Reading.nothing(Presence.NO_CONNECTION);
  private Reading.Slow slow = new Reading.Slow(List.of(), List.of());
  private TimerRows order = TimerRows.DEFAULT;
  private List<Long> selected = List.of();
  private String failure = "Connecting";
  private boolean isReading;
  private boolean isActing;
  private boolean wantsFull = true;
  private long askedAt;
  private int ticks;

  /**
   * Makes one that shows nothing yet.
   *
   * @param clock in nanoseconds, as System.nanoTime
   */
  Presenter(Program program, View view, Background background, LongSupplier clock) {
    this.program = program;
    this.view = view;
    this.background = background;
    this.clock = clock;
  }

  /** To be called about once a second. */
  void tick() {
    if (isReading) {
      show();
      return;
    }
    isReading = true;
    askedAt = clock.getAsLong();
    Depth depth = wantsFull || ticks % FULL_EACH == 0 ? Depth.FULL : Depth.QUICK;
    wantsFull = false;
    ticks++;
    long stackOf = selected.size() == 1 ? selected.get(0) : Program.NOBODY;
    background.run(() -> program.read(depth, stackOf), this::haveRead, this::haveFailed);
  }

  private void haveRead(Reading read) {
    isReading = false;
    failure = "";
    reading = read.presence() == Presence.NO_CONNECTION ? lastSeen(read) : read;
    if (read.slow() != null) {
      slow = read.slow();
    }
    show();
    if (wantsFull) {
      tick();
    }
  }

  /** With the values from before, for those who want to know what it was that has ended. */
  private Reading lastSeen(Reading nothing) {
    return new Reading(
        nothing.presence(),
        false,
        reading.version(),
        reading.enabled(),
        reading.healthy(),
        reading.openCalls(),
        reading.timers(),
        reading.rules(),
        reading.audit(),
        null);
  }

  private void haveFailed(Throwable thrown) {
    isReading = false;
    failure = "Can't read: " + messageOf(thrown) + ". What is shown was seen last";
    show();
  }

  /** Shows those timers alone; {@link TimerRows} has what a filter can be. */
  void filter(String text) {
    order = order.withFilter(text);
    show();
  }

  void sortBy(TimerColumn column) {
    order = order.sortedBy(column);
    show();
  }

  TimerRows order() {
    return order;
  }

  /** The operator has selected these timers. */
  void select(List<Long> ids) {
    if (Set.copyOf(ids).equals(Set.copyOf(selected))) {
      return;
    }
    selected = List.copyOf(ids);
    slow = new Reading.Slow(slow.history(), List.of());
    refreshFully();
    show();
  }

  private void refreshFully() {
    wantsFull = true;
    if (!isReading) {
      tick();
    }
  }

  /** Has something done to the selected timers. */
  void act(Action action, String duration, String reason) {
    List<TimerInfo> timers =
        reading.timers().stream().filter(timer -> selected.contains(timer.id())).toList();
    if (timers.isEmpty()) {
      view.answer("Select the timers to " + lower(action), false);
      return;
    }
    if (action.isFinal() && !confirmed(action, timers)) {
      view.answer("Nothing was done", true);
      return;
    }
    List<String> ids = timers.stream().map(timer -> Long.toString(timer.id())).toList();
    perform(new Command(action, ids, duration, reason));
  }

  private boolean confirmed(Action action, List<TimerInfo> timers) {
    List<String> details = new ArrayList<>();
    for (TimerInfo timer : timers.subList(0, Math.min(MOST_DETAILS, timers.size()))) {
      TimerRow row = new TimerRow(timer, 0);
      details.add("#" + timer.id() + " " + row.call() + " on " + row.thread());
    }
    if (timers.size() > MOST_DETAILS) {
      details.add("and " + (timers.size() - MOST_DETAILS) + " more");
    }
    String calls = timers.size() == 1 ? "this call" : "these " + timers.size() + " calls";
    return view.confirm(
        action.verb() + ": " + action.meaning() + " " + calls + "? Nothing takes this back.",
        details,
        action.verb() + " " + (timers.size() == 1 ? "1 call" : timers.size() + " calls"));
  }

  /**
   * Disables or enables.
   *
   * @param targets {@code all}, or for each rule {@code rule:<name>}
   */
  void act(Action action, List<String> targets, String reason) {
    if (targets.isEmpty()) {
      view.answer("Select the rules to " + lower(action), false);
      return;
    }
    perform(new Command(action, targets, "", reason));
  }

  private static String lower(Action action) {
    return action.verb().toLowerCase(Locale.ROOT);
  }

  private void perform(Command command) {
    isActing = true;
    view.answer(command.action().verb() + ": waiting for the answer", true);
    show();
    background.run(
        () -> program.perform(command),
        answer -> acted(answer, CommandResult.of(answer) == CommandResult.DONE),
        thrown -> acted(sentence(thrown), false));
  }

  private static String sentence(Throwable thrown) {
    if (thrown instanceof SecurityException) {
      return ACCESS_DENIED;
    }
    String what = thrown instanceof IllegalArgumentException ? "Refused: " : "Failed: ";
    return what + messageOf(thrown);
  }

  private static String messageOf(Throwable thrown) {
    return thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
  }

  private void acted(String answer, boolean good) {
    isActing = false;
    view.answer(Printable.of(answer), good);
    refreshFully();
    show();
  }

  private void show() {
    List<AuditEntry> audit = new ArrayList<>(reading.audit());
    Collections.reverse(audit);
    String trouble = trouble();
    view.show(
        new Screen(
            trouble == null ? state() : trouble,
            trouble == null,
            refusal(trouble),
            order.of(reading.timers()),
            reading.rules(),
            slow.history(),
            audit,
            stack()));
  }

  private @Nullable String trouble() {
    long waiting = clock.getAsLong() - askedAt;
    if (isReading && waiting > PATIENCE_NANOS) {
      return "The program has not answered for "
          + TimeUnit.NANOSECONDS.toSeconds(waiting)
          + " s. What is shown was seen last";
    }
    if (!failure.isEmpty()) {
      return failure;
    }
    if (reading.presence() != Presence.HERE) {
      return reading.presence() == Presence.NO_CURFEW ? NO_CURFEW : NO_CONNECTION;
    }
    if (!reading.healthy()) {
      return "The watcher is NOT HEALTHY: no limit is enforced; see WatcherLastFailure of the"
          + " MBean";
    }
    return reading.enabled() ? null : "All rules are DISABLED: nothing is stopped" + user();
  }

  private String state() {
    int shown = order.of(reading.timers()).size();
    return "Curfew "
        + reading.version()
        + ", watcher healthy, "
        + reading.openCalls()
        + (reading.openCalls() == 1 ? " open call, " : " open calls, ")
        + shown
        + " shown"
        + user();
  }

  private String user() {
    return reading.mayAct() ? "" : " (read-only user)";
  }

  private String refusal(@Nullable String trouble) {
    if (isActing) {
      return "The last command has not been answered yet";
    }
    if (reading.presence() != Presence.HERE || !failure.isEmpty()) {
      return trouble == null ? NO_CONNECTION : trouble;
    }
    return reading.mayAct() ? "" : ACCESS_DENIED;
  }

  private List<String> stack() {
    if (selected.isEmpty()) {
      return List.of("Select a timer to see its stack");
    }
    if (selected.size() > 1) {
      return List.of(selected.size() + " timers are selected; select one to see its stack");
    }
    return slow.stack().isEmpty()
        ? List.of("No stack of timer " + selected.get(0) + ": being read, or its call has ended")
        : slow.stack();
  }
}
