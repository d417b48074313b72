package dev.curfew.engine;

import java.time.Instant;

/**
 * A live change of a rule by an operator; it holds until it is reset, or the JVM ends.
 *
 * @param key what was changed, as in configurations
 * @param value what holds now, as in configurations
 * @param configured what the configuration says; empty when it says nothing
 * @param at when
 * @param origin who, and why
 */
public record LiveOverride(String key, String value, String configured, Instant at, Origin origin) {

  /** The same when the configuration says something else. */
  LiveOverride configured(String now) {
    return new LiveOverride(key, value, now, at, origin);
  }
}
