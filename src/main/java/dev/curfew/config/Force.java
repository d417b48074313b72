package dev.curfew.config;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which means the mode force may use ({@code force: {sockets: false}}). Immutable.
 *
 * @param off words of {@link #MEANS} that are switched off
 */
public record Force(Set<String> off) {

  /** All means, by the words that configurations and records use. */
  public static final Set<String> MEANS =
      Set.of("statements", "sockets", "processes", "futures", "checkpoints", "retransform");

  /** All of them. */
  public static final Force ALL = new Force(Set.of());

  public Force {
    off = Set.copyOf(off);
    if (!MEANS.containsAll(off)) {
      throw new IllegalArgumentException("not a means of force: " + off);
    }
  }

  /** True when this means may be used. */
  public boolean uses(String means) {
    return !off.contains(means);
  }

  /** The same without this means. */
  Force without(String means) {
    Set<String> more = new LinkedHashSet<>(off);
    more.add(means);
    return new Force(more);
  }
}
