package dev.curfew.weave;

import org.jspecify.annotations.Nullable;

/** Which methods return before their result is there, by the type that they declare. */
final class Results {
  /** Rewritten by the build along with the class. */
  static final String RESULTS = "dev/curfew/bridge/CurfewResults";

  private static final String STAGE = "java/util/concurrent/CompletionStage";
  private static final String FUTURE = "java/util/concurrent/CompletableFuture";

  private Results() {}

  /**
   * The internal name of a result that can be waited for; null: it is none. Exactly these: a copy
   * of a narrower type can't be made.
   */
  static @Nullable String typeOf(String descriptor) {
    return returns(descriptor, STAGE) ? STAGE : returns(descriptor, FUTURE) ? FUTURE : null;
  }

  private static boolean returns(String descriptor, String type) {
    return descriptor.endsWith(")L" + type + ";");
  }
}
