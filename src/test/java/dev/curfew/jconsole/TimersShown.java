package dev.curfew.jconsole;

import dev.curfew.manage.TimerInfo;
import java.util.List;

/** Timers for tests. */
final class TimersShown {
  private TimersShown() {}

  static TimerInfo timer(long id, long parentId, String path, Long remaining) {
    String rule = path.substring(path.lastIndexOf('/') + 1).strip();
    return new TimerInfo(
        id,
        rule,
        "",
        path,
        parentId,
        "worker-" + id,
        100 + id,
        false,
        "ACTIVE",
        remaining == null ? null : 30_000L,
        1_000,
        0,
        false,
        remaining,
        rule,
        "interrupt",
        "interrupt",
        List.of());
  }
}
