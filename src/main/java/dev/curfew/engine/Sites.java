package dev.curfew.engine;

import dev.curfew.bridge.CurfewBridge;
import dev.curfew.bridge.CurfewFollow;
import dev.curfew.bridge.CurfewParent;
import dev.curfew.bridge.CurfewResources;
import dev.curfew.bridge.CurfewWord;
import dev.curfew.config.Mode;
import dev.curfew.config.Rule;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the entry methods: one id for each method of each loader's class, the same again when the
 * class is retransformed, never used for another. Which rule has the method is another matter: that
 * may change when the configuration does. Holds no loader. Any thread; looking a site up takes no
 * lock.
 */
public final class Sites implements IntFunction<@Nullable Site>, RuleSwitches {
  /**
   * The last id that an agent before this one has used, which was removed: its calls may be open.
   */
  private static final String LAST = "curfew.last.site";

  private final int maxId;
  private final Map<LoaderRef, OfLoader> byLoader = new HashMap<>();
  private final OfLoader ofBootLoader = new OfLoader(null);
  private final ReferenceQueue<ClassLoader> unloaded = new ReferenceQueue<>();

  private volatile @Nullable Site[] sites = new @Nullable Site[64];
  private final Map<String, Mode> changedModes = new HashMap<>();
  private final Set<String> refusing = new HashSet<>();
  private int last;

  /** By site: how the method is declared, which patterns may ask for. */
  private int[] access = new int[64];

  private @Nullable RuleOfMethod rules;

  /** Says which rule has a method. */
  public interface RuleOfMethod {
    /** Null: none has it. */
    @Nullable Rule ruleOf(String className, int access, String method, String descriptor);
  }

  /** Compared by identity, whatever the loader makes of equals. */
  private static final class LoaderRef extends WeakReference<ClassLoader> {
    private final int hash;

    LoaderRef(ClassLoader loader, ReferenceQueue<ClassLoader> queue) {
      super(loader, queue);
      this.hash = System.identityHashCode(loader);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      ClassLoader loader = get();
      return loader != null && other instanceof LoaderRef ref && ref.refersTo(loader);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** By class, method and descriptor. */
  private static final class OfLoader {
    final @Nullable LoaderRef loader;
    final Map<String, Integer> ids = new HashMap<>();

    OfLoader(@Nullable LoaderRef loader) {
      this.loader = loader;
    }
  }

  public Sites() {
    this(CurfewWord.MAX_SITE);
  }

  /** For tests. */
  Sites(int maxId) {
    this.maxId = maxId;
    last = Math.max(ApiSites.FIRST_FREE - 1, lastBefore());
  }

  static int lastBefore() {
    return Integer.getInteger(LAST, 0);
  }

  /**
   * The id of an entry method; the bridge knows from then on whether its rule is off.
   *
   * @param access flags of the method in its class file
   * @return 0 when there are no more ids
   */
  public synchronized int idOf(
      @Nullable ClassLoader loader,
      String className,
      int access,
      String method,
      String descriptor,
      Rule rule) {
    OfLoader of = of(loader);
    String key = className + '#' + method + descriptor;
    Integer known = of.ids.get(key);
    if (known != null) {
      return known;
    }
    if (last == maxId) {
      return 0;
    }
    int id = ++last;
    Rule now = rules == null ? rule : rules.ruleOf(className, access, method, descriptor);
    add(id, new Site(id, className, method, descriptor, now == null ? rule : now, of.loader));
    this.access = id < this.access.length ? this.access : Arrays.copyOf(this.access, 2 * id);
    this.access[id] = access;
    of.ids.put(key, id);
    tellBridge(id, now);
    return id;
  }

  /** Null: no rule has the site any more. */
  private void tellBridge(int id, @Nullable Rule rule) {
    Mode mode = rule == null ? Mode.OFF : changedModes.getOrDefault(rule.name(), rule.mode());
    CurfewBridge.setOff(id, mode == Mode.OFF, rule != null && refusing.contains(rule.name()));
    CurfewResources.setForced(id, mode == Mode.FORCE);
    boolean follows = rule != null && rule.options().follow() && mode != Mode.OFF;
    if (follows || CurfewParent.isFollowed()) {
      CurfewFollow.setFollowing(id, follows);
    }
    if (follows && mode == Mode.FORCE) {
      CurfewResources.setForced(CurfewParent.QUEUED, true);
      CurfewResources.setForced(CurfewParent.FORKED, true);
      CurfewResources.setForced(CurfewParent.STARTED, true);
    }
  }

  /**
   * Gives each site the rule that has it from now on. One that none has keeps its rule, for the
   * calls that are open, and is off.
   *
   * @param now with the modes that hold
   * @return the sites that have a rule
   */
  public synchronized List<Site> take(List<ConfiguredRule> now, RuleOfMethod rules) {
    this.rules = rules;
    changedModes.clear();
    for (ConfiguredRule each : now) {
      changedModes.put(each.rule().name(), each.mode());
    }
    List<Site> matched = new ArrayList<>();
    for (int id = 1; id <= last && id < sites.length; id++) {
      Site site = sites[id];
      if (site != null) {
        Rule rule =
            rules.ruleOf(site.className(), access[id], site.methodName(), site.descriptor());
        tellBridge(id, rule);
        if (rule != null) {
          Site changed = site.with(rule);
          add(id, changed);
          matched.add(changed);
        }
      }
    }
    return matched;
  }

  /** No id that was used here is to be used by an agent after this one. */
  public synchronized void retire() {
    System.setProperty(LAST, Integer.toString(last));
  }

  @Override
  public synchronized void mode(Rule rule, Mode mode) {
    changedModes.put(rule.name(), mode);
    tellBridgeOfAll(rule);
  }

  @Override
  public synchronized void refuse(Rule rule, boolean refuse) {
    if (refuse) {
      refusing.add(rule.name());
    } else {
      refusing.remove(rule.name());
    }
    tellBridgeOfAll(rule);
  }

  private void tellBridgeOfAll(Rule rule) {
    for (int id = 1; id <= last && id < sites.length; id++) {
      Site site = sites[id];
      if (site != null && site.rule().name().equals(rule.name()) && isMatched(site)) {
        tellBridge(id, site.rule());
      }
    }
  }

  private boolean isMatched(Site site) {
    return rules == null
        || rules.ruleOf(site.className(), access[site.id()], site.methodName(), site.descriptor())
            != null;
  }

  private OfLoader of(@Nullable ClassLoader loader) {
    forgetUnloaded();
    if (loader == null) {
      return ofBootLoader;
    }
    LoaderRef ref = new LoaderRef(loader, unloaded);
    OfLoader of = byLoader.get(ref);
    if (of == null) {
      of = new OfLoader(ref);
      byLoader.put(ref, of);
    }
    return of;
  }

  private void forgetUnloaded() {
    for (Reference<?> ref = unloaded.poll(); ref != null; ref = unloaded.poll()) {
      byLoader.remove(ref);
    }
  }

  private void add(int id, Site site) {
    @Nullable Site[] now = sites;
    if (id >= now.length) {
      now = Arrays.copyOf(now, 2 * id);
    }
    now[id] = site;
    sites = now; // also publishes the element
  }

  /** The entry method of an id; null when there is none. */
  @Override
  public @Nullable Site apply(int id) {
    Site ofApi = ApiSites.of(id);
    if (ofApi != null) {
      return ofApi;
    }
    @Nullable Site[] now = sites;
    return id > 0 && id < now.length ? now[id] : null;
  }

  /** Loaders that have entry methods and were not unloaded, as far as the collector has told. */
  synchronized int loaders() {
    forgetUnloaded();
    return byLoader.size();
  }
}
