package dev.curfew.bridge;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
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
  AS_BUILT,
  STALLED_AFTER_CLEAR {
    @Override
    DynamicType.Builder<?> changedCall(DynamicType.Builder<?> call) {
      return call.visit(Advice.to(Stall.class).on(named("clearInterrupt")));
    }
  },
  NO_WAIT {
    @Override
    DynamicType.Builder<?> changedOwner(DynamicType.Builder<?> owner) {
      return owner.method(named("gateForOwner")).intercept(StubMethod.INSTANCE);
    }
  },
  NO_CLEAR {
    @Override
    DynamicType.Builder<?> changedCall(DynamicType.Builder<?> call) {
      return call.method(named("clearInterrupt")).intercept(StubMethod.INSTANCE);
    }
  },
  CLEAR_ALWAYS {
    @Override
    DynamicType.Builder<?> changedBridge(DynamicType.Builder<?> bridge) {
      return bridge.visit(Advice.to(ClearFlag.class).on(named("exit").and(takesArguments(1))));
    }
  },
  INTERRUPT_BEFORE_CLAIM {
    @Override
    DynamicType.Builder<?> changedCall(DynamicType.Builder<?> call) {
      return call.visit(Advice.to(InterruptAtOnce.class).on(named("claim")));
    }
  },
  STOP_OF_ANY_CALL {
    @Override
    DynamicType.Builder<?> changedRequest(DynamicType.Builder<?> request) {
      return request.method(named("isClaimed")).intercept(FixedValue.value(true));
    }
  },
  STOP_OF_ANY_CLAIMED_CALL {
    @Override
    DynamicType.Builder<?> changedRequest(DynamicType.Builder<?> request) {
      return request.visit(Advice.to(AnyInPlace.class).on(named("isOfThisCall")));
    }
  },
  OUTER_FORGOTTEN {
    @Override
    DynamicType.Builder<?> changedCall(DynamicType.Builder<?> call) {
      return call.method(named("outerFired")).intercept(FixedValue.value(false));
    }
  };

  DynamicType.Builder<?> changedCall(DynamicType.Builder<?> call) {
    return call;
  }

  DynamicType.Builder<?> changedOwner(DynamicType.Builder<?> owner) {
    return owner;
  }

  DynamicType.Builder<?> changedBridge(DynamicType.Builder<?> bridge) {
    return bridge;
  }

  DynamicType.Builder<?> changedRequest(DynamicType.Builder<?> request) {
    return request;
  }

  /** Every variant, the one as built too, stalls between the step to FIRING and the interrupt. */
  private Map<String, byte[]> changedClasses() {
    DynamicType.Builder<?> call =
        redefine(CurfewCall.class).visit(Advice.to(Stall.class).on(named("beginFiring")));
    return Map.of(
        CurfewCall.class.getName(), changedCall(call).make().getBytes(),
        CurfewOwner.class.getName(), changedOwner(redefine(CurfewOwner.class)).make().getBytes(),
        CurfewBridge.class.getName(), changedBridge(redefine(CurfewBridge.class)).make().getBytes(),
        CurfewStopRequest.class.getName(),
            changedRequest(redefine(CurfewStopRequest.class)).make().getBytes());
  }

  /** Runs a harness of this package, which sees this variant. */
  String run(Class<? extends Callable<String>> harness, Map<String, String> options)
      throws Exception {
    ClassLoader loader = new VariantLoader(changedClasses());
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

  static final class Stall {
    private Stall() {}

    @Advice.OnMethodExit
    static void exit() {
      if (ThreadLocalRandom.current().nextInt(8) == 0) {
        LockSupport.parkNanos(200_000);
      }
      for (int i = ThreadLocalRandom.current().nextInt(2000); i > 0; i--) {
        Thread.onSpinWait();
      }
    }
  }

  /** Does not look at the sequence. */
  static final class AnyInPlace {
    private AnyInPlace() {}

    @Advice.OnMethodExit
    @SuppressWarnings({"UnusedVariable", "ParameterCanBeLocal"}) // it is what the method returns
    static void exit(
        @Advice.Argument(0) long word, @Advice.Return(readOnly = false) boolean result) {
      result = word != CurfewWord.CLOSED;
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
