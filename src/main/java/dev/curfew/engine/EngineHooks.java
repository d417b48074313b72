package dev.curfew.engine;

import dev.curfew.bridge.CurfewHooks;
import dev.curfew.bridge.CurfewScope;
import dev.curfew.bridge.CurfewWord;
import org.jspecify.annotations.Nullable;

/** From woven code, on the application's threads. */
final class EngineHooks extends CurfewHooks {
  private final Engine engine;

  EngineHooks(Engine engine) {
    this.engine = engine;
  }

  @Override
  protected @Nullable RuntimeException ended(
      @Nullable Object known, long word, @Nullable Throwable thrown) {
    if (!(known instanceof Timer t) || !CurfewWord.sameCall(t.word(), word)) {
      return null;
    }
    long now = engine.clock().now();
    String name = thrown == null ? null : thrown.getClass().getName();
    engine.commands().add(() -> engine.stops().claimedCallEnded(t, now, name));
    return TimeoutExceptions.ofEnded(t, now, thrown);
  }

  @Override
  protected void failing(Object known, long word, Throwable thrown) {
    if (known instanceof Timer t && (CurfewWord.sameCall(t.word(), word) || t.goesOn != null)) {
      String name = thrown.getClass().getName();
      engine.commands().add(() -> engine.stops().failing(t, name));
    }
  }

  @Override
  protected boolean goesOn(@Nullable Object known, long word, CurfewScope to) {
    if (!(known instanceof Timer t) || !CurfewWord.sameCall(t.word(), word)) {
      return false;
    }
    t.goesOn = to;
    return true;
  }

  @Override
  protected @Nullable RuntimeException refusal(int site) {
    return engine.refusals().refusal(site);
  }

  @Override
  protected long now() {
    return engine.clock().now();
  }

  @Override
  protected @Nullable Object ask(String what, @Nullable Object target, @Nullable Object argument) {
    return engine.door().ask(what, target, argument);
  }

  @Override
  protected void crowded() {
    engine.watcher().wake();
  }

  @Override
  protected void suppressed(Throwable error) {
    engine.countSuppressed();
  }
}
