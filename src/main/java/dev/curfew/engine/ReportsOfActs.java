package dev.curfew.engine;

import dev.curfew.bridge.CurfewParent;
import java.util.List;

/** What enforcers report, handed on to the watcher's thread. */
final class ReportsOfActs implements Enforcement.Outcomes {
  private final Engine engine;

  ReportsOfActs(Engine engine) {
    this.engine = engine;
  }

  private void tell(Runnable command) {
    engine.commands().add(command);
    engine.watcher().wake();
  }

  @Override
  public void warned(Timer timer, StackTraceElement[] stack) {
    tell(() -> engine.stops().warned(timer, stack));
  }

  @Override
  public void delivered(Timer timer, StackTraceElement[] stack) {
    tell(
        () -> {
          engine.stops().delivered(timer, stack);
          runHandlers(timer);
        });
  }

  @Override
  public void ended(Timer timer, StackTraceElement[] stack) {
    tell(
        () -> {
          engine.stops().endedBeforeInterrupt(timer, stack);
          if (CurfewParent.isFollowed() && timer.isDetached()) {
            engine.results().expired(timer);
          }
          runHandlers(timer);
        });
  }

  /** After the interrupt and the record; those of the calls that were stopped with it too. */
  private void runHandlers(Timer timer) {
    handle(timer);
    for (Timer stopped : timer.stopped) {
      handle(stopped);
    }
  }

  private void handle(Timer timer) {
    if (!timer.handlers.isEmpty() || timer.partialResult != null) {
      new TimeoutHandling(
              timer, Reports.info(timer, engine.clock()), engine.handlers(), engine.listener())
          .start();
      timer.handlers.clear();
      timer.partialResult = null;
    }
  }

  @Override
  public void busy(Timer timer) {
    engine.commands().add(() -> engine.stops().interruptAgain(timer));
  }

  @Override
  public void lost(Timer timer) {
    tell(() -> engine.stops().lost(timer));
  }

  @Override
  public void acted(Timer timer, List<String> whats) {
    tell(() -> engine.forcing().acted(timer, whats));
  }

  @Override
  public void abandoned(Timer timer, StackTraceElement[] stack, String obstacle) {
    tell(() -> engine.stops().abandoned(timer, stack, obstacle));
  }

  @Override
  public void guardWatcher() {
    engine.watcher().guard();
  }
}
