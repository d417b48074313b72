package dev.curfew.weave;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls follow their work into the JDK's executors, for rules that ask for it. Never throws.
 */
public final class FollowTransformer implements ClassFileTransformer {
  private final FollowWeaver weaver = new FollowWeaver();
  private final WeaveReport report;

  /**
   * @param report told of what can't be followed
   */
  public FollowTransformer(WeaveReport report) {
    this.report = report;
  }

  /** Weaves from now on, and what is loaded already. */
  public void install(Instrumentation instrumentation) {
    instrumentation.addTransformer(this, true);
    retransformAll(instrumentation);
  }

  /** Leaves the JDK's code as it is without us, and so what is loaded from now on. */
  public void remove(Instrumentation instrumentation) {
    instrumentation.removeTransformer(this);
    retransformAll(instrumentation);
  }

  /** One by one: one class that the JVM refuses would fail all. */
  private void retransformAll(Instrumentation instrumentation) {
    for (Class<?> c : instrumentation.getAllLoadedClasses()) {
      if (c.getClassLoader() == null && FollowWeaver.isWoven(c.getName().replace('.', '/'))) {
        try {
          instrumentation.retransformClasses(c);
        } catch (Throwable e) {
          reportFailure(c.getName(), e);
        }
      }
    }
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    try {
      return loader == null && className != null && FollowWeaver.isWoven(className)
          ? weaver.weave(className, classFile)
          : null;
    } catch (Throwable e) {
      reportFailure(String.valueOf(className).replace('/', '.'), e);
      return null;
    }
  }

  private void reportFailure(String className, Throwable e) {
    try {
      report.failed(className, "tasks can't be followed into it: " + e);
    } catch (Throwable again) {
      // Memory, or the stack, is at its end; the class stays as it is all the same.
    }
  }
}
