package dev.curfew.manage;

import dev.curfew.api.TimeoutStatus;
import dev.curfew.config.Durations;
import dev.curfew.config.TimeoutOverride;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which live timers a command is for: conditions parted by commas, all of which must hold.
 *
 * <ul>
 *   <li>{@code rule:<name>}: of this rule
 *   <li>{@code label:<pattern>}: with a label like that, in which {@code *} stands for any
 *       characters
 *   <li>{@code status:<STATUS>}: in this live status, in letters of any case
 *   <li>{@code older-than:<duration>}: that have run for longer, pauses included
 *   <li>{@code ids:3+7+9}: those, alone
 *   <li>{@code all}: every one, alone
 * </ul>
 *
 * Immutable. Prints as {@link #parse} reads it.
 */
public final class TimerSelector {
  private static final String ALL = "all";
  private static final String ALLOWED =
      "; allowed: rule:<name>, label:<pattern>, status:<STATUS>, older-than:<duration>, parted by"
          + " commas, or ids:3+7+9, or all";
  private static final String IDS = "[0-9]{1,18}(\\+[0-9]{1,18})*";
  private static final Duration ANY_TIMEOUT = Duration.ofSeconds(1);

  private enum Key {
    RULE("rule"),
    LABEL("label"),
    STATUS("status"),
    OLDER_THAN("older-than"),
    IDS("ids");

    final String word;

    Key(String word) {
      this.word = word;
    }
  }

  private record Condition(Predicate<TimerInfo> test, String text) {}

  private final List<Condition> conditions;

  private TimerSelector(List<Condition> conditions) {
    this.conditions = conditions;
  }

  /**
   * Reads a selector.
   *
   * @throws IllegalArgumentException with the part that is wrong and what is allowed
   */
  public static TimerSelector parse(String text) {
    String all = text.strip();
    if (all.equalsIgnoreCase(ALL)) {
      return new TimerSelector(List.of());
    }
    Map<Key, Condition> conditions = new LinkedHashMap<>();
    for (String part : all.split(",", -1)) {
      Key key = key(part.strip());
      if (conditions.put(key, condition(key, part.strip())) != null) {
        throw wrong(text, "has " + key.word + " twice");
      }
    }
    if (conditions.containsKey(Key.IDS) && conditions.size() > 1) {
      throw wrong(text, "has ids beside other conditions");
    }
    return new TimerSelector(new ArrayList<>(conditions.values()));
  }

  private static Key key(String part) {
    for (Key key : Key.values()) {
      if (part.regionMatches(true, 0, key.word + ":", 0, key.word.length() + 1)) {
        return key;
      }
    }
    throw wrong(part, "selects no timers");
  }

  private static Condition condition(Key key, String part) {
    String value = part.substring(key.word.length() + 1).strip();
    if (value.isEmpty()) {
      throw wrong(part, "has no value");
    }
    return switch (key) {
      case RULE -> new Condition(t -> t.rule().equals(value), "rule:" + value);
      case LABEL -> label(value);
      case STATUS -> status(value);
      case OLDER_THAN -> olderThan(value);
      case IDS -> ids(part, value);
    };
  }

  /** As in the configuration's overrides. */
  private static Condition label(String pattern) {
    TimeoutOverride like = new TimeoutOverride(pattern, null, ANY_TIMEOUT);
    return new Condition(
        t -> like.matchesLabel(t.label().isEmpty() ? null : t.label()), "label:" + pattern);
  }

  private static Condition status(String value) {
    String name = value.toUpperCase(Locale.ROOT);
    Set<TimeoutStatus> live = EnumSet.allOf(TimeoutStatus.class);
    live.removeIf(status -> !status.isLive());
    if (live.stream().noneMatch(status -> status.name().equals(name))) {
      String names = live.stream().map(Enum::name).collect(Collectors.joining(", "));
      throw new IllegalArgumentException(
          quoted(value) + " is no status of a live timer; allowed: " + names);
    }
    return new Condition(t -> t.status().equals(name), "status:" + name);
  }

  private static Condition olderThan(String value) {
    Duration age = Durations.parse(value);
    long millis = age.toMillis();
    return new Condition(t -> t.elapsedMillis() > millis, "older-than:" + Durations.print(age));
  }

  private static Condition ids(String part, String value) {
    if (!value.matches(IDS)) {
      throw wrong(part, "has no ids");
    }
    Set<Long> ids = new TreeSet<>();
    for (String id : value.split("\\+", -1)) {
      ids.add(Long.valueOf(id));
    }
    return new Condition(
        t -> ids.contains(t.id()),
        "ids:" + ids.stream().map(String::valueOf).collect(Collectors.joining("+")));
  }

  private static IllegalArgumentException wrong(String part, String why) {
    return new IllegalArgumentException(quoted(part) + " " + why + ALLOWED);
  }

  private static String quoted(String text) {
    return "\"" + Printable.of(text) + "\"";
  }

  /** Whether a timer is meant. */
  public boolean matches(TimerInfo timer) {
    return conditions.stream().allMatch(condition -> condition.test().test(timer));
  }

  @Override
  public String toString() {
    return conditions.isEmpty()
        ? ALL
        : conditions.stream().map(Condition::text).collect(Collectors.joining(","));
  }
}
