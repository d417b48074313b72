package dev.curfew.enforce;

import dev.curfew.engine.Timer;
import java.util.List;

/** One way of ending what an interrupt does not end. */
public interface ForceMeans {
  /** The word for it in configurations ({@code force: {sockets: false}}) and records. */
  String name();

  /**
   * One round on what the call does now. May block: other means, and other calls, do not wait for
   * it; it is not called for a call again before it has returned. On an enforcer's thread.
   *
   * @return the acts that were done, a sentence without a full stop each; empty: there was nothing
   *     to do
   * @throws Exception when it could not be done, which is recorded as an act that failed
   */
  List<String> apply(Timer timer) throws Exception;

  /**
   * The call has ended, by this or otherwise: what was done to it without being told yet. Does not
   * block. Any thread.
   */
  default List<String> lastWord(Timer timer) {
    return List.of();
  }

  /**
   * The call has ended, or may not be forced any more: nothing may have an effect now. Any thread,
   * more than once.
   */
  default void ended(Timer timer) {}
}
