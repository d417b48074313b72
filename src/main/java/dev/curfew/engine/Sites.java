package dev.curfew.engine;

import dev.curfew.bridge.CurfewBridge;
import dev.curfew.bridge.CurfewWord;
import dev.curfew.config.Mode;
import dev.curfew.config.Rule;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the entry methods: one id for each method of each loader's class, the same again when the
 * class is retransformed, never used for another. Holds no loader. Any thread.
 */
public final class Sites implements IntFunction<@Nullable Site> {
  private static final Object BOOT = new Object();

  /** By loader, then by class, method and descriptor. Guarded by this. */
  private final Map<Object, Map<String, Integer>> ids = new WeakHashMap<>();

  private volatile @Nullable Site[] sites = new @Nullable Site[64];
  private int last;

  /**
   * The id of an entry method; the bridge knows from then on whether its rule is off.
   *
   * @return 0 when there are no more ids
   */
  public synchronized int idOf(
      @Nullable ClassLoader loader, String className, String method, String descriptor, Rule rule) {
    Map<String, Integer> ofLoader = ids.get(loader == null ? BOOT : loader);
    if (ofLoader == null) {
      ofLoader = new HashMap<>();
      ids.put(loader == null ? BOOT : loader, ofLoader);
    }
    String key = className + '#' + method + descriptor;
    Integer known = ofLoader.get(key);
    if (known != null) {
      return known;
    }
    if (last == CurfewWord.MAX_SITE) {
      return 0;
    }
    int id = ++last;
    add(id, new Site(id, className, method, descriptor, rule, weak(loader)));
    ofLoader.put(key, id);
    CurfewBridge.setOff(id, rule.mode() == Mode.OFF);
    return id;
  }

  private static @Nullable WeakReference<ClassLoader> weak(@Nullable ClassLoader loader) {
    return loader == null ? null : new WeakReference<>(loader);
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
    @Nullable Site[] now = sites;
    return id > 0 && id < now.length ? now[id] : null;
  }
}
