package dev.curfew.weave;

import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Which methods can't be woven, and why, in words that an operator can read. */
final class Refusals {
  static final String BRIDGE =
      "it is a bridge, made by the compiler, to a method of a superclass; name that class";
  static final String TOO_LARGE = "it would exceed the JVM's limit of 64 KB of code";
  static final String NO_MORE_SITES = "there are more entry methods than Curfew can number";

  private static final String CONTINUATION = "Lkotlin/coroutines/Continuation;)";

  private static final String[] OWN = {
    "dev/curfew/agent/",
    "dev/curfew/api/",
    "dev/curfew/bridge/",
    "dev/curfew/cli/",
    "dev/curfew/config/",
    "dev/curfew/enforce/",
    "dev/curfew/engine/",
    "dev/curfew/history/",
    "dev/curfew/jconsole/",
    "dev/curfew/manage/",
    "dev/curfew/record/",
    "dev/curfew/shaded/",
    "dev/curfew/weave/",
  };

  /** Weaving these would make enter and exit call themselves. */
  private static final String[] BRIDGE_NEEDS = {
    "java/lang/",
    "java/nio/channels/ClosedByInterruptException",
    "java/util/ArrayDeque",
    "java/util/Arrays",
    "java/util/IdentityHashMap",
    "java/util/concurrent/CompletableFuture;",
    "java/util/concurrent/CompletionStage;",
    "java/util/concurrent/Future;", // and not FutureTask
    "java/util/concurrent/atomic/",
    "java/util/concurrent/locks/",
    "java/util/function/",
    "java/util/stream/",
    "jdk/internal/",
    "sun/",
  };

  private Refusals() {}

  /** Null when the method can be woven. */
  static @Nullable String ofMethod(int access, String name, String descriptor) {
    if ((access & Opcodes.ACC_ABSTRACT) != 0) {
      return "it is abstract; name the classes that implement it";
    }
    if ((access & Opcodes.ACC_NATIVE) != 0) {
      return "it is native";
    }
    if (name.equals("<init>")) {
      return "it is a constructor";
    }
    if (name.equals("<clinit>")) {
      return "it is a class initializer";
    }
    if (descriptor.contains(CONTINUATION)) {
      return "it is a Kotlin suspend function, which returns before its work is done";
    }
    return null;
  }

  /** Null when methods of the class can be woven. */
  static @Nullable String ofClass(String internalName) {
    if (isOwn(internalName)) {
      return "it belongs to Curfew itself";
    }
    return startsWithOneOf(BRIDGE_NEEDS, internalName + ';')
        ? "Curfew itself runs on this class of the JDK"
        : null;
  }

  /** A class of the agent; the bridge, in java.lang, is the JDK's as well. */
  static boolean isOwn(String internalName) {
    return internalName.startsWith("dev/curfew/") && startsWithOneOf(OWN, internalName);
  }

  private static boolean startsWithOneOf(String[] prefixes, String internalName) {
    for (String prefix : prefixes) {
      if (internalName.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
