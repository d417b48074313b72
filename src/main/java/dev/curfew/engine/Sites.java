package dev.curfew.engine;

import dev.curfew.bridge.CurfewBridge;
import dev.curfew.bridge.CurfewResources;
import dev.curfew.bridge.CurfewWord;
import dev.curfew.config.Mode;
import dev.curfew.config.Rule;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the entry methods: one id for each method of each loader's class, the same again when the
 * class is retransformed, never used for another. Holds no loader. Any thread; looking a site up
 * takes no lock.
 */
public final class Sites implements IntFunction<@Nullable Site>, RuleSwitches {
  private final int maxId;
  private final Map<LoaderRef, OfLoader> byLoader = new HashMap<>();
  private final OfLoader ofBootLoader = new OfLoader(null);
  private final ReferenceQueue<ClassLoader> unloaded = new ReferenceQueue<>();

  private volatile @Nullable Site[] sites = new @Nullable Site[64];
  private final Map<String, Mode> changedModes = new HashMap<>();
  private final Set<String> refusing = new HashSet<>();
  private int last = ApiSites.FIRST_FREE - 1;

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
  }

  /**
   * The id of an entry method; the bridge knows from then on whether its rule is off.
   *
   * @return 0 when there are no more ids
   */
  public synchronized int idOf(
      @Nullable ClassLoader loader, String className, String method, String descriptor, Rule rule) {
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
    add(id, new Site(id, className, method, descriptor, rule, of.loader));
    of.ids.put(key, id);
    tellBridge(id, rule);
    return id;
  }

  private void tellBridge(int id, Rule rule) {
    Mode mode = changedModes.getOrDefault(rule.name(), rule.mode());
    CurfewBridge.setOff(id, mode == Mode.OFF, refusing.contains(rule.name()));
    CurfewResources.setForced(id, mode == Mode.FORCE);
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
    for (int id = 1; id <= last; id++) {
      Site site = sites[id];
      if (site != null && site.rule().name().equals(rule.name())) {
        tellBridge(id, site.rule());
      }
    }
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
      now = Arrays.copyOf(now, now.length * 2);
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
