package dev.curfew.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a configuration as the YAML text that reads back as the same configuration. Nothing is
 * left to defaults but what is none. Stateless.
 */
public final class YamlWriter {
  private YamlWriter() {}

  /**
   * The lines of the text, without line ends.
   *
   * @param notes by rule: lines that are to stand as comments at its end, as live changes do
   */
  public static List<String> lines(Configuration configuration, Map<String, List<String>> notes) {
    List<String> lines = new ArrayList<>();
    Duration outermost = configuration.outermostTimeout();
    if (outermost != null) {
      lines.add("defaults: {timeout: " + duration(outermost) + "}");
    }
    lines.add("rules:");
    for (Rule rule : configuration.rules()) {
      addRule(lines, rule);
      for (String note : notes.getOrDefault(rule.name(), List.of())) {
        lines.add("    # " + plain(note));
      }
    }
    lines.add(
        "records: {directory: "
            + quoted(configuration.recordDirectory())
            + ", keep: "
            + configuration.recordsKept()
            + "}");
    lines.add("clock: {stalls: " + (configuration.countsStalls() ? "include" : "exclude") + "}");
    for (String means : new TreeSet<>(configuration.force().off())) {
      if (!lines.contains("force:")) {
        lines.add("force:");
      }
      lines.add("  " + means + ": false");
    }
    if (!configuration.checkpoints().isEmpty()) {
      lines.add("checkpoints:");
      for (ClassPattern each : configuration.checkpoints()) {
        lines.add("  - " + quoted(each.toString()));
      }
    }
    return lines;
  }

  private static void addRule(List<String> lines, Rule rule) {
    lines.add("  - name: " + quoted(rule.name()));
    lines.add("    methods: " + patterns(rule.methods()));
    Duration timeout = rule.timeout();
    if (timeout != null) {
      lines.add("    timeout: " + duration(timeout));
    }
    lines.add("    warn-at: " + warnAt(rule.warnAt()));
    lines.add("    grace: " + duration(rule.grace()));
    lines.add("    mode: " + rule.mode());
    addOptions(lines, rule.options());
  }

  private static void addOptions(List<String> lines, RuleOptions options) {
    LabelTemplate label = options.label();
    if (label != null) {
      lines.add("    label: " + quoted(label.toString()));
    }
    if (!options.overrides().isEmpty()) {
      lines.add("    overrides:");
      for (TimeoutOverride each : options.overrides()) {
        lines.add("      - " + override(each));
      }
    }
    Heartbeat heartbeat = options.heartbeat();
    if (heartbeat != null) {
      lines.add("    heartbeat:");
      lines.add("      methods: " + patterns(heartbeat.methods()));
      lines.add("      timeout: " + duration(heartbeat.timeout()));
    }
    if (options.exact()) {
      lines.add("    exact: true");
    }
    if (options.lateResult() == LateResult.RETURN) {
      lines.add("    late-result: return");
    }
    if (options.follow()) {
      lines.add("    follow: true");
    }
    if (options.maxAbandoned() > 0) {
      lines.add("    max-abandoned: " + options.maxAbandoned());
    }
    Fuse fuse = options.fuse();
    if (fuse != null) {
      lines.add("    fuse: " + fuse.timeouts() + "/" + duration(fuse.within()));
    }
  }

  private static String override(TimeoutOverride override) {
    StringBuilder text = new StringBuilder("{");
    if (override.label() != null) {
      text.append("label: ").append(quoted(override.label())).append(", ");
    }
    if (override.within() != null) {
      text.append("within: ").append(quoted(override.within())).append(", ");
    }
    return text.append("timeout: ").append(duration(override.timeout())).append('}').toString();
  }

  private static String patterns(List<MethodPattern> patterns) {
    StringBuilder text = new StringBuilder("[");
    for (MethodPattern pattern : patterns) {
      text.append(text.length() == 1 ? "" : ", ").append(quoted(pattern.toString()));
    }
    return text.append(']').toString();
  }

  /** As people write it; as ISO-8601 when it has parts of a millisecond. */
  private static String duration(Duration duration) {
    boolean whole = Duration.ofMillis(duration.toMillis()).equals(duration);
    return whole ? Durations.print(duration) : duration.toString();
  }

  private static String warnAt(@Nullable Double fraction) {
    return fraction == null
        ? "never"
        : BigDecimal.valueOf(fraction).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
  }

  /** A comment ends with its line. */
  private static String plain(String note) {
    return note.replaceAll("\\R|\\p{Cntrl}", " ");
  }

  /** In double quotes, what may not stand there as itself escaped. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
              } else if ((c >= ' ' && c < 0x7f) || Character.isLetterOrDigit(c)) {
                quoted.appendCodePoint(c);
              } else {
                quoted.append(String.format(c > 0xffff ? "\\U%08X" : "\\u%04X", c));
              }
            });
    return quoted.append('"').toString();
  }
}
