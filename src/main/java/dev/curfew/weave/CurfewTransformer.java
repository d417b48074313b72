package dev.curfew.weave;

import dev.curfew.config.Configuration;
import dev.curfew.config.Rule;
import dev.curfew.engine.ConfiguredRule;
import dev.curfew.engine.Site;
import dev.curfew.engine.Sites;
import dev.curfew.weave.EntryMethods.Candidates;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Weaves entry methods as their classes are loaded, and those of classes that were there before: an
 * AOT cache loads the application's classes before premain. Never throws; a class that can't be
 * woven stays as it is, and the report says why. Any thread.
 */
public final class CurfewTransformer implements ClassFileTransformer {
  private final Sites sites;
  private final WeaveReport report;
  private final EntryMethodWeaver weaver;

  /** Of one configuration; replaced as a whole. */
  private volatile Names names;

  /** Whatever is configured; null: none has. */
  private volatile @Nullable Predicate<Class<?>> hasCheckpointsAtEntries;

  /** Which methods are whose, by one configuration. Immutable. */
  public static final class Names {
    private final EntryMethods entryMethods;
    private final HeartbeatMethods heartbeatMethods;

    /** Null: no checkpoints are configured. */
    private final @Nullable CheckpointClasses checkpointClasses;

    private Names(
        EntryMethods entryMethods, HeartbeatMethods heartbeatMethods, Configuration configuration) {
      this.entryMethods = entryMethods;
      this.heartbeatMethods = heartbeatMethods;
      this.checkpointClasses =
          configuration.hasCheckpoints()
              ? new CheckpointClasses(configuration.checkpoints())
              : null;
    }

    /** False: at the start most loaded classes need no look. */
    private boolean mayBeInJdk() {
      return checkpointClasses != null || !heartbeatMethods.isEmpty() || entryMethods.mayBeInJdk();
    }

    private boolean mayBeIn(String binaryName) {
      return entryMethods.mayBeIn(binaryName)
          || heartbeatMethods.mayBeIn(binaryName)
          || hasCheckpoints(binaryName);
    }

    /** By the internal or the binary name. */
    private boolean hasCheckpoints(String name) {
      return checkpointClasses != null && checkpointClasses.contains(name);
    }

    /** Equal when the same is woven into the class. */
    private List<Object> woven(String binaryName) {
      return List.of(
          entryMethods.woven(binaryName),
          heartbeatMethods.woven(binaryName),
          hasCheckpoints(binaryName));
    }
  }

  public CurfewTransformer(Configuration configuration, Sites sites, WeaveReport report) {
    this(configuration, sites, report, new EntryMethodWeaver());
  }

  CurfewTransformer(
      Configuration configuration, Sites sites, WeaveReport report, EntryMethodWeaver weaver) {
    names =
        new Names(
            new EntryMethods(configuration), new HeartbeatMethods(configuration), configuration);
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
    retransformAll(instrumentation);
  }

  /** Leaves all code as it is without us, and so for what is loaded from now on. */
  public void remove(Instrumentation instrumentation) {
    instrumentation.removeTransformer(this);
    retransformAll(instrumentation);
  }

  private void retransformAll(Instrumentation instrumentation) {
    Names now = names;
    boolean alsoJdk = now.mayBeInJdk();
    Retransformation retransformation = new Retransformation(instrumentation, report);
    for (Class<?> c : instrumentation.getAllLoadedClasses()) {
      if ((alsoJdk || !isOfBootModule(c)) && now.mayBeIn(c.getName())) {
        retransformation.add(c);
      }
    }
    retransformation.finish();
  }

  /** Asked before its name, which the JVM makes when it is first asked for. */
  private static boolean isOfBootModule(Class<?> c) {
    return c.getClassLoader() == null && c.getModule().isNamed();
  }

  /**
   * Another configuration holds from now on: classes that are loaded are woven by it, and the sites
   * that there are have its rules. To be followed by {@link #reweave}.
   *
   * @param rules as the engine has taken them over
   * @return what held before
   */
  public Names take(Configuration configuration, List<ConfiguredRule> rules) {
    Names before = names;
    EntryMethods entryMethods = new EntryMethods(configuration);
    names = new Names(entryMethods, new HeartbeatMethods(rules), configuration);
    List<Site> matched = sites.take(rules, entryMethods::ruleOf);
    report.take(configuration, matched, entryMethods::ruleOf);
    return before;
  }

  /**
   * Weaves loaded classes again into which other code has to go, or none any more: not those in
   * which only the limits are others.
   *
   * @return how many
   */
  public int reweave(Names before, Instrumentation instrumentation) {
    Names now = names;
    Retransformation retransformation = new Retransformation(instrumentation, report);
    for (Class<?> c : instrumentation.getAllLoadedClasses()) {
      String name = c.getName();
      if ((before.mayBeIn(name) || now.mayBeIn(name))
          && !before.woven(name).equals(now.woven(name))) {
        retransformation.add(c);
      }
    }
    return retransformation.finish();
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
      Names now = names;
      Candidates candidates = now.entryMethods.of(className);
      CheckpointPlaces checkpoints = checkpoints(now, className, redefined);
      if (candidates == null
          && checkpoints == CheckpointPlaces.NONE
          && !now.heartbeatMethods.mayBeIn(className)) {
        return null;
      }
      return weaver.weave(classFile, new ByNames(loader, className, candidates, checkpoints, now));
    } catch (Throwable e) {
      reportFailure(className, e);
      return null;
    }
  }

  private CheckpointPlaces checkpoints(Names now, String className, @Nullable Class<?> redefined) {
    Predicate<Class<?>> atEntries = hasCheckpointsAtEntries;
    if (redefined != null && atEntries != null && atEntries.test(redefined)) {
      return CheckpointPlaces.LOOPS_AND_ENTRIES;
    }
    return now.hasCheckpoints(className) ? CheckpointPlaces.LOOPS : CheckpointPlaces.NONE;
  }

  /** Of any classes, when they are retransformed. */
  void giveCheckpointsAtEntries(Predicate<Class<?>> classes) {
    hasCheckpointsAtEntries = classes;
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
    private final Names names;
    private final String internalName;
    private final String className;
    private final @Nullable Candidates candidates;
    private final CheckpointPlaces checkpoints;
    private final @Nullable String refusal;

    ByNames(
        @Nullable ClassLoader loader,
        String internalName,
        @Nullable Candidates candidates,
        CheckpointPlaces checkpoints,
        Names names) {
      this.names = names;
      this.loader = loader;
      this.internalName = internalName;
      this.className = internalName.replace('/', '.');
      this.candidates = candidates;
      this.checkpoints = checkpoints;
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
          ? names.heartbeatMethods.numbersOf(internalName, name, descriptor)
          : List.of();
    }

    @Override
    public CheckpointPlaces checkpoints() {
      return checkpoints;
    }

    @Override
    public void checkpointsWoven(int checks) {
      if (checks > 0) {
        report.checkpointed(className);
      }
    }

    @Override
    public void refused(Rule rule, String name, String descriptor, String reason) {
      report.refused(rule, className, name + descriptor, reason);
    }

    @Override
    public int siteOf(Rule rule, int access, String name, String descriptor) {
      return sites.idOf(loader, className, access, name, descriptor, rule);
    }

    @Override
    public void woven(Rule rule, String name, String descriptor) {
      report.woven(rule, className, name + descriptor);
    }
  }
}
