package dev.curfew.bridge;

import org.jspecify.annotations.Nullable;

/**
 * The way out of the bridge's slow paths. The agent's engine overrides these methods; without it
 * they do nothing. They are called on the application's threads and must not block.
 */
public class CurfewHooks {
  private static volatile CurfewHooks current = new CurfewHooks();

  /** For the engine, which overrides. */
  protected CurfewHooks() {}

  /** From now on slow paths leave through these. */
  public static synchronized void install(CurfewHooks hooks) {
    current = hooks;
  }

  /** From now on slow paths lead nowhere, as without an agent; unless others were installed. */
  public static synchronized void uninstall(CurfewHooks hooks) {
    if (current == hooks) {
      current = new CurfewHooks();
    }
  }

  static CurfewHooks current() {
    return current;
  }

  /**
   * A call that the watcher had claimed has ended.
   *
   * @param timer what the watcher put into {@link CurfewCall#timer}
   * @param word the call's word before it was closed
   * @param thrown what the body threw; null when it returned
   * @return what the call has to throw instead; null: it ends as its body did
   */
  protected @Nullable RuntimeException ended(
      @Nullable Object timer, long word, @Nullable Throwable thrown) {
    return null;
  }

  /** An open call that the watcher knows is about to end by this exception of its body. */
  protected void failing(Object timer, long word, Throwable thrown) {}

  /**
   * An open call that the watcher may know is about to end, and goes on without its thread.
   *
   * @param timer as above; null: the watcher has not seen the call
   * @param word of the call
   * @param to where it goes on
   * @return false when this is no timer of the call
   */
  protected boolean goesOn(@Nullable Object timer, long word, CurfewScope to) {
    return false;
  }

  /** What a call of this site has to throw that is not let in; null: it is, but is not timed. */
  protected @Nullable RuntimeException refusal(int site) {
    return null;
  }

  /** The engine's clock; 0: nobody runs one. */
  protected long now() {
    return 0;
  }

  /** The API's question; null: no answer. */
  protected @Nullable Object ask(String what, @Nullable Object target, @Nullable Object argument) {
    return null;
  }

  /** More calls of virtual threads wait for the watcher than it should leave waiting. */
  protected void crowded() {}

  /** An error of ours was kept from leaving woven code. */
  protected void suppressed(Throwable error) {}
}
