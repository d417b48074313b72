package dev.curfew.engine;

import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Runs each test method on a virtual thread of its own; for JDK 21 and later. */
final class OnVirtualThread implements InvocationInterceptor {
  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> invocationContext,
      ExtensionContext extensionContext)
      throws Throwable {
    onVirtualThread(invocation);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> invocationContext,
      ExtensionContext extensionContext)
      throws Throwable {
    onVirtualThread(invocation);
  }

  private static void onVirtualThread(Invocation<Void> invocation) throws Throwable {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Runnable body =
        () -> {
          try {
            invocation.proceed();
          } catch (Throwable t) {
            thrown.set(t);
          }
        };
    // By reflection: the tests are compiled for Java 17.
    Thread t =
        (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, body);
    t.join();
    if (thrown.get() != null) {
      throw thrown.get();
    }
  }
}
