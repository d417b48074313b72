package dev.curfew.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;

/** There is no memory to hand the first interrupt over to an enforcer. */
final class FailingFirstInterrupt extends EngineRig.Parts {
  private final AtomicBoolean failed;

  FailingFirstInterrupt(AtomicBoolean failed) {
    this.failed = failed;
  }

  @Override
  Enforcement enforcement(Enforcement.Outcomes outcomes, IntFunction<Site> sites) {
    Enforcement working = super.enforcement(outcomes, sites);
    return new Enforcement() {
      @Override
      public void warn(Timer timer) {
        working.warn(timer);
      }

      @Override
      public void interrupt(Timer timer) {
        if (failed.compareAndSet(false, true)) {
          throw new OutOfMemoryError("injected");
        }
        working.interrupt(timer);
      }

      @Override
      public void force(Timer timer) {
        working.force(timer);
      }

      @Override
      public boolean isForcing(Timer timer) {
        return working.isForcing(timer);
      }

      @Override
      public void ended(Timer timer) {
        working.ended(timer);
      }

      @Override
      public void abandon(Timer timer) {
        working.abandon(timer);
      }

      @Override
      public int busy() {
        return working.busy();
      }
    };
  }
}
