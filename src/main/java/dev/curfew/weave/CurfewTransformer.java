package dev.curfew.weave;

import dev.curfew.config.Configuration;
import dev.curfew.config.Rule;
import dev.curfew.engine.Sites;
import dev.curfew.weave.EntryMethods.Candidates;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Weaves entry methods as their classes are loaded, and those of classes that were there before: an
 * AOT cache loads the application's classes before premain. Never throws; a class that can't be
 * woven stays as it is, and the report says why.
 */
public final class CurfewTransformer implements ClassFileTransformer {
  private final EntryMethods entryMethods;
  private final Sites sites;
  private final WeaveReport report;
  private final EntryMethodWeaver weaver = new EntryMethodWeaver();

  public CurfewTransformer(Configuration configuration, Sites sites, WeaveReport report) {
    this.entryMethods = new EntryMethods(configuration);
    this.sites = sites;
    this.report = report;
  }

  /** Weaves from now on, and what is loaded already. */
  public void install(Instrumentation instrumentation) {
    instrumentation.addTransformer(this, true);
    List<Class<?>> loaded = new ArrayList<>();
    for (Class<?> c : instrumentation.getAllLoadedClasses()) {
      if (!c.isArray() && !c.isPrimitive() && isWanted(c, instrumentation)) {
        loaded.add(c);
      }
    }
    retransform(instrumentation, loaded);
  }

  private boolean isWanted(Class<?> c, Instrumentation instrumentation) {
    return entryMethods.of(c.getName().replace('.', '/')) != null
        && !c.isHidden()
        && instrumentation.isModifiableClass(c);
  }

  private void retransform(Instrumentation instrumentation, List<Class<?>> classes) {
    if (classes.isEmpty()) {
      return;
    }
    try {
      instrumentation.retransformClasses(classes.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
      for (int i = 0; i < classes.size(); i++) {
        retransformOne(instrumentation, classes.get(i));
      }
    }
  }

  private void retransformOne(Instrumentation instrumentation, Class<?> c) {
    try {
      instrumentation.retransformClasses(c);
    } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
      report.failed(c.getName(), "it was loaded before and can't be changed: " + e);
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
      Candidates candidates = className == null ? null : entryMethods.of(className);
      if (className == null || candidates == null) {
        return null;
      }
      return weaver.weave(classFile, new ByNames(loader, className, candidates));
    } catch (Throwable e) {
      reportFailure(className, e);
      return null;
    }
  }

  private void reportFailure(@Nullable String className, Throwable e) {
    try {
      report.failed(String.valueOf(className).replace('/', '.'), e.toString());
    } catch (Throwable again) {
      // Memory, or the stack, is at its end; the class stays as it is all the same.
    }
  }

  private final class ByNames implements EntryMethodWeaver.Selection {
    private final @Nullable ClassLoader loader;
    private final String className;
    private final Candidates candidates;
    private final @Nullable String refusal;

    ByNames(@Nullable ClassLoader loader, String internalName, Candidates candidates) {
      this.loader = loader;
      this.className = internalName.replace('/', '.');
      this.candidates = candidates;
      this.refusal = Refusals.ofClass(internalName);
    }

    @Override
    public @Nullable Rule ruleFor(int access, String name, String descriptor) {
      Rule rule = EntryMethodWeaver.ruleFor(candidates, access, name, descriptor);
      if (rule != null && refusal != null) {
        refused(rule, name, descriptor, refusal);
        return null;
      }
      return rule;
    }

    @Override
    public void refused(Rule rule, String name, String descriptor, String reason) {
      report.refused(rule, method(name, descriptor), reason);
    }

    @Override
    public int site(Rule rule, String name, String descriptor) {
      int site = sites.idOf(loader, className, name, descriptor, rule);
      if (site != 0) {
        report.woven(rule, method(name, descriptor));
      }
      return site;
    }

    private String method(String name, String descriptor) {
      return className + "#" + name + descriptor;
    }
  }
}
