package dev.curfew.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What checkpoints cost: the same program with the packaged agent, with and without checkpoints in
 * its loops, in pairs of JVMs whose order changes from pair to pair; judged is the geometric mean,
 * over seven kernels and an H2 workload, of the pairs' median ratios. And how long the whole JVM
 * stands when checkpoints are armed, under each collector.
 */
final class CheckpointBench {
  private static final double LIMIT = 1.02;
  private static final boolean QUICK = Boolean.getBoolean("bench.quick");
  private static final int PAIRS = QUICK ? 3 : 7;
  private static final int ROUNDS = QUICK ? 60 : 100;
  private static final int PAUSES = QUICK ? 3 : 5;
  private static final long RUN_LIMIT_SECONDS = 300;
  private static final List<String> COLLECTORS =
      List.of("UseG1GC", "UseSerialGC", "UseParallelGC", "UseZGC");

  private final Jdk jdk;
  private final Path agent;
  private final Path results;

  private CheckpointBench(Jdk jdk, Path agent, Path results) {
    this.jdk = jdk;
    this.agent = agent;
    this.results = results;
  }

  /**
   * Writes the tables to {@code checkpoint-table.md}.
   *
   * @return whether the commitment is met on every JDK
   */
  static boolean run(List<Jdk> jdks, Path agent, Path results)
      throws IOException, InterruptedException {
    boolean met = true;
    StringBuilder costs =
        new StringBuilder(
            """
            | time with checkpoints / without | JDK | G1 | Parallel |
            | --- | --- | ---: | ---: |
            """);
    StringBuilder pauses =
        new StringBuilder(
            """
            | collector | JDK | stand of the JVM in the second before, ms | when a stop is asked for, ms | loop ended after its deadline, ms |
            | --- | --- | ---: | ---: | ---: |
            """);
    for (Jdk jdk : jdks) {
      CheckpointBench bench = new CheckpointBench(jdk, agent, results);
      met &= bench.addCosts(costs);
      bench.addPauses(pauses);
    }
    Files.writeString(results.resolve("checkpoint-table.md"), costs + "\n" + pauses);
    return met;
  }

  private boolean addCosts(StringBuilder table) throws IOException, InterruptedException {
    Map<String, Double> g1 = ratios("UseG1GC");
    Map<String, Double> parallel = ratios("UseParallelGC"); // told, not judged: see the docs
    for (String what : g1.keySet()) {
      row(table, what, g1.get(what), "", parallel.get(what));
    }
    double mean = geometricMean(g1);
    String verdict = mean <= LIMIT ? " met" : " **MISSED**";
    row(table, "geometric mean: <= " + LIMIT, mean, verdict, geometricMean(parallel));
    return mean <= LIMIT;
  }

  private void row(StringBuilder table, String what, double g1, String verdict, double parallel) {
    table.append(
        String.format(
            Locale.ROOT, "| %s | %s | %.3f%s | %.3f |%n", what, jdk, g1, verdict, parallel));
  }

  private static double geometricMean(Map<String, Double> ratios) {
    double logarithms = 0;
    for (double ratio : ratios.values()) {
      logarithms += Math.log(ratio);
    }
    return Math.exp(logarithms / ratios.size());
  }

  /** The medians of the pairs. */
  private Map<String, Double> ratios(String collector) throws IOException, InterruptedException {
    Map<String, List<Double>> ratios = new TreeMap<>();
    for (int pair = 0; pair < PAIRS; pair++) {
      addRatios(ratios, collector, pair, Kernels.class, "dev.curfew.bench.Kernels");
      addRatios(ratios, collector, pair, H2Workload.class, "org.h2.**");
    }
    Map<String, Double> medians = new TreeMap<>();
    ratios.forEach((what, of) -> medians.put(what, median(of)));
    return medians;
  }

  private void addRatios(
      Map<String, List<Double>> ratios,
      String collector,
      int pair,
      Class<?> program,
      String classes)
      throws IOException, InterruptedException {
    String rule = "dev.curfew.bench.Hello#greeting=30s";
    String with = rule + ";checkpoints=" + classes;
    boolean withFirst = pair % 2 == 0;
    Map<String, Double> first = measure(collector, withFirst ? with : rule, program);
    Map<String, Double> second = measure(collector, withFirst ? rule : with, program);
    Map<String, Double> woven = withFirst ? first : second;
    Map<String, Double> bare = withFirst ? second : first;
    woven.forEach(
        (name, nanos) ->
            ratios.computeIfAbsent(name, n -> new ArrayList<>()).add(nanos / bare.get(name)));
  }

  private void addPauses(StringBuilder table) throws IOException, InterruptedException {
    String rule =
        "dev.curfew.bench.ArmingPause#loop="
            + ArmingPause.TIMEOUT_MILLIS
            + "ms;mode=force;grace=0s;checkpoints=dev.curfew.bench.ArmingPause";
    for (String collector : COLLECTORS) {
      List<Double> before = new ArrayList<>();
      List<Double> armed = new ArrayList<>();
      List<Double> stopped = new ArrayList<>();
      for (int i = 0; i < PAUSES; i++) {
        Map<String, Double> measured = measure(collector, rule, ArmingPause.class);
        if (!measured.containsKey("stopped")) {
          throw new IllegalStateException("not stopped at a checkpoint: " + output());
        }
        before.add(measured.get("before") / 1e6);
        armed.add(measured.get("armed") / 1e6);
        stopped.add(measured.get("stopped") / 1e6);
      }
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.1f | %.1f | %.1f |%n",
              collector,
              jdk,
              median(before),
              median(armed),
              median(stopped)));
    }
  }

  private static double median(List<Double> values) {
    return Median.of(values.stream().mapToDouble(value -> value).toArray());
  }

  private Map<String, Double> measure(String collector, String agentArgument, Class<?> program)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                jdk.java(),
                "-Xms1g",
                "-Xmx1g",
                "-XX:+" + collector,
                "-Dcurfew.strict=true",
                "-javaagent:" + agent.toAbsolutePath() + "=" + agentArgument,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                String.valueOf(ROUNDS))
            .directory(results.toFile().getParentFile().getParentFile())
            .redirectError(errors().toFile())
            .redirectOutput(outputFile().toFile())
            .start();
    if (!process.waitFor(RUN_LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("still running after " + RUN_LIMIT_SECONDS + " s");
    }
    Map<String, Double> measured = new TreeMap<>();
    for (String line : output().split("\n", -1)) {
      int equal = line.indexOf('=');
      if (equal > 0) {
        measured.put(line.substring(0, equal), Double.valueOf(line.substring(equal + 1)));
      }
    }
    if (process.exitValue() != 0 || measured.isEmpty()) {
      throw new IllegalStateException(
          program + " failed: " + output() + Files.readString(errors()));
    }
    return measured;
  }

  private Path outputFile() {
    return results.resolve("checkpoints.out");
  }

  /** Where the agent writes. */
  private Path errors() {
    return results.resolve("checkpoints.err");
  }

  private String output() throws IOException {
    return Files.readString(outputFile());
  }
}
