package dev.curfew.engine;

import dev.curfew.bridge.CurfewHooks;
import dev.curfew.bridge.CurfewWord;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * From woven code, when the engine has been stopped for good: calls that it was stopping by then,
 * and has interrupted perhaps, still end by their timeout. With the last of them it is gone.
 */
final class LastHooks extends CurfewHooks {
  private final EngineClock clock;
  private final Set<Timer> beingStopped = ConcurrentHashMap.newKeySet();

  private LastHooks(EngineClock clock) {
    this.clock = clock;
  }

  /** After the watcher's end: nobody stops any more calls. */
  static void install(EngineClock clock, Collection<Timer> timers) {
    LastHooks hooks = new LastHooks(clock);
    for (Timer t : timers) {
      if (isBeingStopped(t)) {
        hooks.beingStopped.add(t);
      }
    }
    CurfewHooks.install(hooks);
    // one that has ended meanwhile has left through the hooks before these
    hooks.beingStopped.removeIf(t -> !isBeingStopped(t));
    hooks.uninstallIfLast();
  }

  private static boolean isBeingStopped(Timer t) {
    return t.verdict != null && CurfewWord.sameCall(t.call().word(), t.word());
  }

  private void uninstallIfLast() {
    if (beingStopped.isEmpty()) {
      uninstall(this);
    }
  }

  @Override
  protected @Nullable RuntimeException ended(
      @Nullable Object known, long word, @Nullable Throwable thrown) {
    if (!(known instanceof Timer t) || !CurfewWord.sameCall(t.word(), word)) {
      return null;
    }
    beingStopped.remove(t);
    uninstallIfLast();
    return TimeoutExceptions.ofEnded(t, clock.now(), thrown);
  }
}
