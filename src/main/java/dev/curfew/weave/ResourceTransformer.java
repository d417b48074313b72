package dev.curfew.weave;

import dev.curfew.config.Force;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets threads tell what they block in and what processes they start, for rules of mode force.
 * Weaves three classes of the JDK and the JDBC statements, those loaded already too. Never throws.
 */
public final class ResourceTransformer implements ClassFileTransformer {
  private static final String STATEMENT = "java.sql.Statement";

  private final Resources resources;
  private final ResourceWeaver weaver;
  private final WeaveReport report;

  /**
   * @param force which means may be used: for the others nothing is woven
   */
  public ResourceTransformer(Force force, WeaveReport report) {
    this.report = report;
    resources =
        new Resources(
            force.uses("sockets"),
            force.uses("futures"),
            force.uses("processes"),
            // checks hold back in a statement, whoever may cancel it
            force.uses("statements") || force.uses("checkpoints") || force.uses("retransform"));
    weaver = new ResourceWeaver(resources);
  }

  /** Weaves from now on, and what is loaded already. */
  public void install(Instrumentation instrumentation) {
    instrumentation.addTransformer(this, true);
    retransformAll(instrumentation);
  }

  /** Leaves all code as it is without us, and so for what is loaded from now on. */
  public void remove(Instrumentation instrumentation) {
    instrumentation.removeTransformer(this);
    retransformAll(instrumentation);
  }

  private void retransformAll(Instrumentation instrumentation) {
    Class<?>[] loaded = instrumentation.getAllLoadedClasses();
    Class<?> statement = resources.statements() ? named(STATEMENT, loaded) : null;
    List<Class<?>> wanted = new ArrayList<>();
    for (Class<?> c : loaded) {
      boolean isStatement = statement != null && !c.isInterface() && statement.isAssignableFrom(c);
      if ((isStatement || resources.isOfJdk(c.getName().replace('.', '/')))
          && instrumentation.isModifiableClass(c)) {
        wanted.add(c);
      }
    }
    retransform(instrumentation, wanted);
  }

  private static @Nullable Class<?> named(String name, Class<?>[] classes) {
    for (Class<?> c : classes) {
      if (c.getName().equals(name)) {
        return c;
      }
    }
    return null;
  }

  /** One by one: one class that the JVM refuses would fail all. */
  private void retransform(Instrumentation instrumentation, List<Class<?>> classes) {
    for (Class<?> c : classes) {
      try {
        instrumentation.retransformClasses(c);
      } catch (Throwable e) {
        report.failed(c.getName(), "force can't end what blocks in it: " + e);
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
      return className != null && resources.mayBeIn(className, classFile)
          ? weaver.weave(className, classFile)
          : null;
    } catch (Throwable e) {
      reportFailure(className, e);
      return null;
    }
  }

  private void reportFailure(@Nullable String className, Throwable e) {
    try {
      report.failed(
          String.valueOf(className).replace('/', '.'), "force can't end what blocks in it: " + e);
    } catch (Throwable again) {
      // Memory, or the stack, is at its end; the class stays as it is all the same.
    }
  }
}
