package dev.curfew.weave;

import dev.curfew.config.Configuration;
import dev.curfew.config.Rule;
import dev.curfew.engine.Sites;
import dev.curfew.weave.EntryMethods.Candidates;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Weaves entry methods as their classes are loaded, and those of classes that were there before: an
 * AOT cache loads the application's classes before premain. Never throws; a class that can't be
 * woven stays as it is, and the report says why. Any thread.
 */
public final class CurfewTransformer implements ClassFileTransformer {
  /** Each batch stops the whole JVM once, for as long as it takes to swap its classes. */
  private static final int BATCH = 100;

  private final EntryMethods entryMethods;
  private final HeartbeatMethods heartbeatMethods;
  private final Sites sites;
  private final WeaveReport report;
  private final EntryMethodWeaver weaver;

  public CurfewTransformer(Configuration configuration, Sites sites, WeaveReport report) {
    this(configuration, sites, report, new EntryMethodWeaver());
  }

  CurfewTransformer(
      Configuration configuration, Sites sites, WeaveReport report, EntryMethodWeaver weaver) {
    this.entryMethods = new EntryMethods(configuration);
    this.heartbeatMethods = new HeartbeatMethods(configuration);
    this.sites = sites;
    this.report = report;
    this.weaver = weaver;
  }

  /**
   * Weaves from now on, and what is loaded already. A class that is loaded in between is found in
   * the list of loaded classes and woven again, which changes nothing.
   */
  public void install(Instrumentation instrumentation) {
    instrumentation.addTransformer(this, true);
    List<Class<?>> batch = new ArrayList<>();
    for (Class<?> c : instrumentation.getAllLoadedClasses()) {
      if (isWanted(c, instrumentation)) {
        batch.add(c);
        if (batch.size() == BATCH) {
          retransform(instrumentation, batch);
          batch.clear();
        }
      }
    }
    retransform(instrumentation, batch);
  }

  private boolean isWanted(Class<?> c, Instrumentation instrumentation) {
    String name = c.getName();
    return (entryMethods.mayBeIn(name) || heartbeatMethods.mayBeIn(name))
        && instrumentation.isModifiableClass(c); // arrays are not, nor hidden ones, as of lambdas
  }

  private void retransform(Instrumentation instrumentation, List<Class<?>> classes) {
    if (classes.isEmpty()) {
      return;
    }
    try {
      instrumentation.retransformClasses(classes.toArray(new Class<?>[0]));
    } catch (Throwable e) { // one class that the JVM refuses fails all
      for (int i = 0; i < classes.size(); i++) {
        retransformAlone(instrumentation, classes.get(i));
      }
    }
  }

  private void retransformAlone(Instrumentation instrumentation, Class<?> c) {
    try {
      instrumentation.retransformClasses(c);
    } catch (Throwable e) {
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
      if (className == null) {
        return null;
      }
      Candidates candidates = entryMethods.of(className);
      if (candidates == null && !heartbeatMethods.mayBeIn(className)) {
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

  private final class ByNames implements Selection {
    private final @Nullable ClassLoader loader;
    private final String internalName;
    private final String className;
    private final @Nullable Candidates candidates;
    private final @Nullable String refusal;

    ByNames(@Nullable ClassLoader loader, String internalName, @Nullable Candidates candidates) {
      this.loader = loader;
      this.internalName = internalName;
      this.className = internalName.replace('/', '.');
      this.candidates = candidates;
      this.refusal = Refusals.ofClass(internalName);
    }

    @Override
    public @Nullable Rule ruleFor(int access, String name, String descriptor) {
      Rule rule = candidates == null ? null : candidates.ruleFor(access, name, descriptor);
      if (rule != null && refusal != null) {
        refused(rule, name, descriptor, refusal);
        return null;
      }
      return rule;
    }

    @Override
    public List<Integer> heartbeats(String name, String descriptor) {
      return refusal == null
          ? heartbeatMethods.numbersOf(internalName, name, descriptor)
          : List.of();
    }

    @Override
    public void refused(Rule rule, String name, String descriptor, String reason) {
      report.refused(rule, className, name + descriptor, reason);
    }

    @Override
    public int siteOf(Rule rule, String name, String descriptor) {
      return sites.idOf(loader, className, name, descriptor, rule);
    }

    @Override
    public void woven(Rule rule, String name, String descriptor) {
      report.woven(rule, className, name + descriptor);
    }
  }
}
