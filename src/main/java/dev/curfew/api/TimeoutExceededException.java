package dev.curfew.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leaves an entry method whose call ran out of time, whatever its body did then; what the body
 * threw is the cause.
 *
 * <p>It is the copy that the woven class's loader sees. Code that may be in another loader tells it
 * by {@link Timeouts#isTimeout}.
 */
public class TimeoutExceededException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable TimeoutInfo info;

  /**
   * @param message one sentence: what, how long, which limit
   * @param info see {@link TimeoutInfo#toMap}
   * @param cause what the body threw; null when it returned
   */
  public TimeoutExceededException(
      String message, Map<String, ? extends @Nullable Object> info, @Nullable Throwable cause) {
    super(message, cause);
    this.info = TimeoutInfo.fromMap(info);
  }

  /** The call that ran out of time; null after serialization. */
  public @Nullable TimeoutInfo info() {
    return info;
  }
}
