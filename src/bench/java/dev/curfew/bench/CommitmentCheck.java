package dev.curfew.bench;

import dev.curfew.bench.Commitment.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Judges what JMH measured. A benchmark that is missing from a round is an error, never a promise
 * kept.
 */
final class CommitmentCheck {
  private final SortedMap<Integer, List<Round>> roundsByJdk;
  private final List<Commitment> commitments;
  private boolean met = true;

  private CommitmentCheck(
      SortedMap<Integer, List<Round>> roundsByJdk, List<Commitment> commitments) {
    this.roundsByJdk = roundsByJdk;
    this.commitments = commitments;
  }

  /**
   * Writes the tables to {@code performance-table.md}.
   *
   * @return whether every commitment is met on every JDK
   */
  static boolean run(List<Path> rounds, List<Commitment> commitments, Path results)
      throws IOException {
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException("no round to judge");
    }
    SortedMap<Integer, List<Round>> byJdk = new TreeMap<>();
    for (Path file : rounds) {
      Round round = Round.read(file);
      byJdk.computeIfAbsent(round.feature(), jdk -> new ArrayList<>()).add(round);
    }
    CommitmentCheck check = new CommitmentCheck(byJdk, commitments);
    String tables = check.verdicts() + "\n" + check.figures();
    Files.writeString(results.resolve("performance-table.md"), tables);
    return check.met;
  }

  private String verdicts() {
    StringBuilder table = header("what", "commitment");
    for (Commitment commitment : commitments) {
      row(table, commitment.what(), commitment.target());
      roundsByJdk.forEach((jdk, rounds) -> cell(table, verdict(commitment, jdk, rounds)));
      table.append('\n');
    }
    return table.toString();
  }

  private String verdict(Commitment commitment, int jdk, List<Round> rounds) {
    if (commitment.virtualThreads() && !Jdk.hasVirtualThreads(jdk)) {
      return "";
    }
    Finding finding = commitment.judge(rounds);
    met &= finding.met();
    return number(finding.measured()) + (finding.met() ? " met" : " **MISSED**");
  }

  /** Everything measured, as ratios within its round. */
  private String figures() {
    StringBuilder table = header("benchmark", "unit");
    SortedSet<String> benchmarks = new TreeSet<>();
    roundsByJdk.values().forEach(rounds -> benchmarks.addAll(rounds.get(0).scores().keySet()));
    for (String benchmark : benchmarks) {
      row(table, benchmark, "x nanoTime (bytes)");
      roundsByJdk.forEach((jdk, rounds) -> cell(table, figure(benchmark, rounds)));
      table.append('\n');
    }
    return table.toString();
  }

  private static String figure(String benchmark, List<Round> rounds) {
    if (!rounds.get(0).scores().containsKey(benchmark)) {
      return "";
    }
    double ratio =
        Median.of(
            rounds.stream()
                .mapToDouble(round -> round.nanos(benchmark) / round.nanos("Floor.nanoTime"))
                .toArray());
    double bytes =
        Median.of(rounds.stream().mapToDouble(round -> round.bytes(benchmark)).toArray());
    return number(ratio) + " (" + Math.round(bytes) + ")";
  }

  private StringBuilder header(String... columns) {
    StringBuilder table = new StringBuilder();
    row(table, columns);
    roundsByJdk.keySet().forEach(jdk -> cell(table, "JDK " + jdk));
    table.append("\n|").append(" --- |".repeat(columns.length));
    return table.append(" ---: |".repeat(roundsByJdk.size())).append('\n');
  }

  private static void row(StringBuilder table, String... cells) {
    table.append('|');
    for (String cell : cells) {
      cell(table, cell);
    }
  }

  private static void cell(StringBuilder table, String cell) {
    table.append(' ').append(cell).append(" |");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.0f", value);
  }
}
