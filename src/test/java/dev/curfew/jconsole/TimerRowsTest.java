package dev.curfew.jconsole;

import static dev.curfew.jconsole.TimersShown.timer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.manage.TimerInfo;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The lines of the table of timers")
class TimerRowsTest {
  private static final List<TimerInfo> TIMERS =
      List.of(
          timer(1, 0, "nightly", 7_200_000L),
          timer(2, 1, "nightly / phase", 9_000L),
          timer(3, 0, "checkout", 5_000L),
          timer(4, 2, "nightly / phase / step", null),
          timer(5, 0, "checkout", -2_000L));

  private static List<Long> ids(TimerRows rows) {
    return rows.of(TIMERS).stream().map(row -> row.timer().id()).toList();
  }

  @Test
  @DisplayName("those with the least remaining time come first, each call below the one around it")
  void tree() {
    assertThat(ids(TimerRows.DEFAULT)).containsExactly(5L, 3L, 1L, 2L, 4L);
    assertThat(TimerRows.DEFAULT.of(TIMERS))
        .extracting(TimerRow::call)
        .containsExactly("checkout", "checkout", "nightly", "└ phase", "    └ step");
  }

  @Test
  @DisplayName("a second click on a heading sorts the other way round")
  void sorts() {
    TimerRows byId = TimerRows.DEFAULT.sortedBy(TimerColumn.ID);

    assertThat(ids(byId)).containsExactly(1L, 2L, 4L, 3L, 5L);
    assertThat(ids(byId.sortedBy(TimerColumn.ID))).containsExactly(5L, 3L, 1L, 2L, 4L);
    assertThat(ids(byId.sortedBy(TimerColumn.ID).sortedBy(TimerColumn.ID)))
        .containsExactly(1L, 2L, 4L, 3L, 5L);
  }

  @Test
  @DisplayName("a filter is any part of a line, in letters of any case")
  void filtersByText() {
    assertThat(ids(TimerRows.DEFAULT.withFilter(" CHECK "))).containsExactly(5L, 3L);
    assertThat(ids(TimerRows.DEFAULT.withFilter("worker-4"))).containsExactly(4L);
    assertThat(ids(TimerRows.DEFAULT.withFilter("nowhere"))).isEmpty();
  }

  @Test
  @DisplayName("a filter is also a selector, and one that is being typed is a text")
  void filtersBySelector() {
    assertThat(ids(TimerRows.DEFAULT.withFilter("rule:phase"))).containsExactly(2L);
    assertThat(ids(TimerRows.DEFAULT.withFilter("ids:1+5"))).containsExactly(5L, 1L);
    assertThat(ids(TimerRows.DEFAULT.withFilter("rule:"))).isEmpty();
  }

  @Test
  @DisplayName("a call whose outer call is not shown has its whole path")
  void orphan() {
    assertThat(TimerRows.DEFAULT.withFilter("rule:step").of(TIMERS))
        .extracting(TimerRow::call)
        .containsExactly("nightly / phase / step");
  }

  @Test
  @DisplayName("what is left is said in words beside the bar")
  void remaining() {
    assertThat(TimerRows.DEFAULT.of(TIMERS))
        .extracting(TimerRow::remaining)
        .containsExactly("2s over", "5s left", "2h left", "9s left", "no limit");
    assertThat(TimerRows.DEFAULT.of(TIMERS).get(3).remainingPart()).isEqualTo(0.9);
    assertThat(TimerRows.DEFAULT.of(TIMERS).get(0).remainingPart()).isZero();
  }

  @Test
  @DisplayName("a thread's name can't play with the table")
  void printable() {
    TimerInfo t = timer(1, 0, "a\u202eb", 1L);

    assertThat(new TimerRow(t, 0).call()).isEqualTo("a\\u202eb");
  }
}
