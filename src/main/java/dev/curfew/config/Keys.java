package dev.curfew.config;

import org.jspecify.annotations.Nullable;

/** The keys that one mapping may have, and what to say about any other. */
final class Keys {

  static final String DEFAULTS = "defaults";
  static final String RULES = "rules";
  static final String RECORDS = "records";
  static final String DIRECTORY = "directory";
  static final String KEEP = "keep";
  static final String NAME = "name";
  static final String METHODS = "methods";
  static final String TIMEOUT = "timeout";
  static final String WARN_AT = "warn-at";
  static final String GRACE = "grace";
  static final String MODE = "mode";
  static final String LABEL = "label";
  static final String OVERRIDES = "overrides";
  static final String WITHIN = "within";
  static final String HEARTBEAT = "heartbeat";
  static final String EXACT = "exact";
  static final String LATE_RESULT = "late-result";
  static final String FUSE = "fuse";
  static final String MAX_ABANDONED = "max-abandoned";
  static final String FOLLOW = "follow";
  static final String CLOCK = "clock";
  static final String STALLS = "stalls";
  static final String FORCE = "force";
  static final String STATEMENTS = "statements";
  static final String SOCKETS = "sockets";
  static final String PROCESSES = "processes";
  static final String FUTURES = "futures";
  static final String CHECKPOINTS = "checkpoints";
  static final String RETRANSFORM = "retransform";

  static final Keys OF_TOP =
      new Keys("the top level", DEFAULTS, RULES, RECORDS, CLOCK, FORCE, CHECKPOINTS);
  static final Keys OF_DEFAULTS = new Keys(DEFAULTS, TIMEOUT, WARN_AT, GRACE, MODE, FOLLOW);
  static final Keys OF_RULE =
      new Keys(
          "a rule",
          NAME,
          METHODS,
          TIMEOUT,
          WARN_AT,
          GRACE,
          MODE,
          LABEL,
          OVERRIDES,
          HEARTBEAT,
          EXACT,
          LATE_RESULT,
          FUSE,
          MAX_ABANDONED,
          FOLLOW);
  static final Keys OF_HEARTBEAT = new Keys("a heartbeat", METHODS, TIMEOUT);
  static final Keys OF_OVERRIDE = new Keys("an override", LABEL, WITHIN, TIMEOUT);
  static final Keys OF_CLOCK = new Keys(CLOCK, STALLS);
  static final Keys OF_FORCE =
      new Keys(FORCE, STATEMENTS, SOCKETS, PROCESSES, FUTURES, CHECKPOINTS, RETRANSFORM);
  static final Keys OF_RECORDS = new Keys(RECORDS, DIRECTORY, KEEP);

  /** The keys without {@code #} of an argument of pairs. */
  static final Keys OF_PAIRS =
      new Keys(
          "pairs",
          TIMEOUT,
          WARN_AT,
          GRACE,
          MODE,
          FOLLOW,
          RECORDS + "." + DIRECTORY,
          RECORDS + "." + KEEP,
          CLOCK + "." + STALLS,
          CHECKPOINTS,
          FORCE + "." + STATEMENTS,
          FORCE + "." + SOCKETS,
          FORCE + "." + PROCESSES,
          FORCE + "." + FUTURES,
          FORCE + "." + CHECKPOINTS,
          FORCE + "." + RETRANSFORM);

  private static final Keys[] OF_MAPPINGS = {
    OF_DEFAULTS, OF_RULE, OF_RECORDS, OF_CLOCK, OF_FORCE, OF_HEARTBEAT, OF_OVERRIDE, OF_TOP
  };

  private final String owner;
  private final String[] supported;

  private Keys(String owner, String... supported) {
    this.owner = owner;
    this.supported = supported;
  }

  /** True for a key that has a meaning here. */
  boolean knows(String key) {
    return contains(supported, key);
  }

  /** True for a key that may be one of these with a slip. */
  boolean resembles(String key) {
    return Words.nearest(key, supported) != null;
  }

  String allowed() {
    return Words.list(supported);
  }

  /** What is wrong with this key and what is allowed, or null when all is well. */
  @Nullable String problemWith(String key) {
    if (contains(supported, key)) {
      return null;
    }
    String allowed = "allowed: " + allowed();
    String nearest = Words.nearest(key, supported);
    if (nearest != null) {
      return "unknown key " + Problem.quote(key) + ", did you mean '" + nearest + "'? " + allowed;
    }
    for (Keys elsewhere : OF_MAPPINGS) {
      if (contains(elsewhere.supported, key)) {
        return "key " + Problem.quote(key) + " belongs to " + elsewhere.owner + "; " + allowed;
      }
    }
    return "unknown key " + Problem.quote(key) + "; " + allowed;
  }

  private static boolean contains(String[] keys, String key) {
    for (String each : keys) {
      if (each.equals(key)) {
        return true;
      }
    }
    return false;
  }
}
