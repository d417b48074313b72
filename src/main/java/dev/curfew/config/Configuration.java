package dev.curfew.config;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that was configured, checked and immutable.
 *
 * @param source the file's path as given, or {@code "agent argument"}
 * @param rules in the order given, with names of their own: the first one that matches a method has
 *     it
 * @param outermostTimeout {@code defaults.timeout}: the limit of outermost calls whose rule has no
 *     timeout of its own; null when it was not given, then every rule has one of its own
 * @param countsStalls whether time in which the whole process stood still counts ({@code
 *     clock.stalls: include})
 * @param recordDirectory where records go, as given; relative to the working directory of the JVM
 * @param recordsKept how many records are kept there, about, before the oldest are removed ({@code
 *     records.keep})
 * @param force what the mode force may use
 * @param checkpoints classes whose loops can be stopped in mode force
 */
public record Configuration(
    String source,
    List<Rule> rules,
    @Nullable Duration outermostTimeout,
    boolean countsStalls,
    String recordDirectory,
    int recordsKept,
    Force force,
    List<ClassPattern> checkpoints) {

  /** Default of {@code records.directory}. */
  public static final String DEFAULT_RECORD_DIRECTORY = "curfew-records";

  /** Default of {@code records.keep}. */
  public static final int DEFAULT_RECORDS_KEPT = 1_000;

  /** With all that the mode force may use, and no checkpoints. */
  public Configuration(
      String source,
      List<Rule> rules,
      @Nullable Duration outermostTimeout,
      boolean countsStalls,
      String recordDirectory,
      int recordsKept) {
    this(
        source,
        rules,
        outermostTimeout,
        countsStalls,
        recordDirectory,
        recordsKept,
        Force.ALL,
        List.of());
  }

  public Configuration {
    rules = List.copyOf(rules);
    checkpoints = List.copyOf(checkpoints);
    Set<String> names = new HashSet<>();
    for (Rule rule : rules) {
      if (!names.add(rule.name())) {
        throw new IllegalArgumentException("two rules " + Problem.quote(rule.name()));
      }
      if (rule.timeout() == null && outermostTimeout == null) {
        throw new IllegalArgumentException("no timeout for " + Problem.quote(rule.name()));
      }
    }
  }

  /** True when loops of some classes are to be stopped at checkpoints. */
  public boolean hasCheckpoints() {
    return !checkpoints.isEmpty() && force.uses("checkpoints");
  }

  /**
   * The same with another one's settings of records and of force, which only a start can change.
   */
  public Configuration withFixedOf(Configuration other) {
    return new Configuration(
        source,
        rules,
        outermostTimeout,
        countsStalls,
        other.recordDirectory,
        other.recordsKept,
        other.force,
        checkpoints);
  }

  /**
   * Tells configurations apart: 16 hexadecimal digits that two have in common when all their
   * settings are the same, wherever they came from.
   */
  public String digest() {
    String settings =
        rules
            + "\n"
            + outermostTimeout
            + "\n"
            + countsStalls
            + "\n"
            + recordDirectory
            + "\n"
            + recordsKept
            + "\n"
            + force
            + "\n"
            + checkpoints;
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(settings.getBytes(StandardCharsets.UTF_8));
      return String.format("%016x", ByteBuffer.wrap(digest).getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JVM has it
    }
  }
}
