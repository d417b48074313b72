package dev.curfew.weave;

import org.jspecify.annotations.Nullable;

/** Which methods return before their result is there, by the type that they declare. */
final class Results {
  /** Rewritten by the build along with the class. */
  static final String RESULTS = "dev/curfew/bridge/CurfewResults";

  private static final String STAGE = "java/util/concurrent/CompletionStage";
  private static final String FUTURE = "java/util/concurrent/CompletableFuture";

  private static final String OF_PUBLISHER =
      "its result is a publisher: the call ends when it returns, and what is published is neither"
          + " timed nor stopped";
  private static final String OF_FUTURE =
      "its result is a future that can't be listened to: the call ends when it returns, not when"
          + " the future does";

  /** By their names: none of them has to be there. */
  private static final String[] PUBLISHERS = {
    "java/util/concurrent/Flow$Publisher",
    "org/reactivestreams/Publisher",
    "reactor/core/publisher/",
    "io/reactivex/",
    "io/smallrye/mutiny/",
    "kotlinx/coroutines/flow/",
  };

  private static final String[] FUTURES = {
    "java/util/concurrent/Future",
    "java/util/concurrent/RunnableFuture",
    "java/util/concurrent/ScheduledFuture",
    "java/util/concurrent/ForkJoinTask",
    "com/google/common/util/concurrent/",
    "io/netty/util/concurrent/",
  };

  private Results() {}

  /** What a user has to know whose rule follows; null: nothing about this method. */
  static @Nullable String noteOn(String descriptor) {
    String type = descriptor.substring(descriptor.lastIndexOf(')') + 1);
    return isOneOf(PUBLISHERS, type) ? OF_PUBLISHER : isOneOf(FUTURES, type) ? OF_FUTURE : null;
  }

  private static boolean isOneOf(String[] names, String type) {
    for (String name : names) {
      if (type.startsWith(name, 1)) {
        return true;
      }
    }
    return false;
  }

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
