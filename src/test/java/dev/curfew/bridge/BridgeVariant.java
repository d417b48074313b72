package dev.curfew.bridge;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.StubMethod;

/**
 * The production bridge, or one deliberately broken in one step, in a class loader of its own. A
 * harness that does not find the broken ones proves nothing.
 */
enum BridgeVariant {
  AS_BUILT {
    @Override
    void change(Map<String, byte[]> classes) {}
  },
  STALLED_AFTER_CLEAR {
    @Override
    void change(Map<String, byte[]> classes) {
      advise(classes, CurfewCall.class, "clearInterrupt", Stall.class);
    }
  },
  NO_WAIT {
    @Override
    void change(Map<String, byte[]> classes) {
      put(
          classes,
          CurfewOwner.class,
          redefine(CurfewOwner.class).method(named("gateForOwner")).intercept(StubMethod.INSTANCE));
    }
  },
  NO_CLEAR {
    @Override
    void change(Map<String, byte[]> classes) {
      put(
          classes,
          CurfewCall.class,
          redefine(CurfewCall.class)
              .method(named("clearInterrupt"))
              .intercept(StubMethod.INSTANCE));
    }
  },
  CLEAR_ALWAYS {
    @Override
    void change(Map<String, byte[]> classes) {
      advise(classes, CurfewBridge.class, "exit", ClearFlag.class);
    }
  },
  INTERRUPT_BEFORE_CLAIM {
    @Override
    void change(Map<String, byte[]> classes) {
      advise(classes, CurfewCall.class, "claim", InterruptAtOnce.class);
    }
  },
  OUTER_FORGOTTEN {
    @Override
    void change(Map<String, byte[]> classes) {
      put(
          classes,
          CurfewCall.class,
          redefine(CurfewCall.class)
              .method(named("outerFired"))
              .intercept(FixedValue.value(false)));
    }
  };

  abstract void change(Map<String, byte[]> classes);

  /** Runs a harness of this package, which sees this variant. */
  String run(Class<? extends Callable<String>> harness, Map<String, String> options)
      throws Exception {
    Map<String, byte[]> changed = new HashMap<>();
    change(changed);
    ClassLoader loader = new VariantLoader(changed);
    options.forEach(System::setProperty);
    try {
      return (String)
          ((Callable<?>) loader.loadClass(harness.getName()).getDeclaredConstructor().newInstance())
              .call();
    } finally {
      options.keySet().forEach(System::clearProperty);
    }
  }

  private static DynamicType.Builder<?> redefine(Class<?> type) {
    return new ByteBuddy().with(TypeValidation.DISABLED).redefine(type);
  }

  private static void advise(
      Map<String, byte[]> classes, Class<?> type, String method, Class<?> advice) {
    put(
        classes,
        type,
        redefine(type)
            .visit(
                Advice.to(advice).on(named(method).and(takesArguments(0).or(takesArguments(1))))));
  }

  private static void put(
      Map<String, byte[]> classes, Class<?> type, DynamicType.Builder<?> builder) {
    classes.put(type.getName(), builder.make().getBytes());
  }

  static final class Stall {
    private Stall() {}

    @Advice.OnMethodExit
    static void exit() {
      for (int i = ThreadLocalRandom.current().nextInt(2000); i > 0; i--) {
        Thread.onSpinWait();
      }
    }
  }

  static final class ClearFlag {
    private ClearFlag() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit() {
      Thread.interrupted();
    }
  }

  static final class InterruptAtOnce {
    private InterruptAtOnce() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This CurfewCall call) {
      CurfewOwner owner = call.owner();
      if (owner != null) {
        owner.thread().interrupt();
      }
    }
  }

  /** Loads this package anew, changed classes changed. */
  private static final class VariantLoader extends ClassLoader {
    private final Map<String, byte[]> changed;

    VariantLoader(Map<String, byte[]> changed) {
      super(BridgeVariant.class.getClassLoader());
      this.changed = changed;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("dev.curfew.bridge.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : define(name);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try {
        byte[] bytes = changed.get(name);
        if (bytes == null) {
          bytes = ClassFileLocator.ForClassLoader.of(getParent()).locate(name).resolve();
        }
        return defineClass(name, bytes, 0, bytes.length);
      } catch (java.io.IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
