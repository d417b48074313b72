package dev.curfew.weave;

import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Which methods can't be woven, and why, in words that an operator can read. */
final class Refusals {
  private static final String CONTINUATION = "Lkotlin/coroutines/Continuation;)";

  private Refusals() {}

  /** Null when the method can be woven. */
  static @Nullable String of(int access, String name, String descriptor) {
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
    if (internalName.startsWith("dev/curfew/shaded/")) {
      return "it is a class of Curfew's own";
    }
    for (String prefix : BRIDGE_NEEDS) {
      if (internalName.startsWith(prefix)) {
        return "Curfew itself runs on this class of the JDK";
      }
    }
    return null;
  }

  /** Weaving these would make enter and exit call themselves. */
  private static final String[] BRIDGE_NEEDS = {
    "java/lang/invoke/",
    "java/lang/ref/",
    "java/lang/Thread",
    "java/lang/Object",
    "java/lang/Math",
    "java/lang/Throwable",
    "java/lang/System",
    "java/lang/Curfew",
    "java/util/concurrent/locks/",
    "java/util/IdentityHashMap",
    "java/util/ArrayDeque",
    "java/util/Arrays",
    "jdk/internal/",
    "sun/instrument/",
  };
}
