package dev.curfew.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures start-up, checkpoints and the cost of a call on each JDK, judges them and exits with 1
 * if a commitment is missed. {@code -Dbench.only=} with startup, calls, follow or checkpoints
 * leaves the others out.
 *
 * <p>A round is one JMH run with everything in it, and only what one round measured is compared;
 * the rounds' ratios then give a median. So a neighbour on a shared machine that lasts as long as a
 * few benchmarks spoils one round, not the verdict. Needs {@code target/curfew.jar}, and the
 * project's directory as its working directory.
 */
final class Bench {
  private static final boolean QUICK = Boolean.getBoolean("bench.quick");
  private static final String ONLY = System.getProperty("bench.only", "");
  private static final boolean OPEN = Boolean.getBoolean("bench.open");
  private static final int ROUNDS = QUICK ? 1 : 3;

  /** Many short ones: a neighbour's burst then spoils few, and the median is of the others. */
  private static final TimeValue ITERATION = TimeValue.milliseconds(200);

  private Bench() {}

  /** The one argument is the build's output directory. */
  public static void main(String[] args) throws IOException, InterruptedException, RunnerException {
    Path target = Path.of(args[0]);
    leaveOutTheUnpackagedAgent(target);
    Path results = Files.createDirectories(target.resolve("bench"));
    List<Jdk> jdks = Jdk.underTest();

    boolean met = true;
    List<Path> tables = new ArrayList<>();
    if (isWanted("checkpoints")) {
      met &= CheckpointBench.run(jdks, target.resolve("curfew.jar"), results);
      tables.add(results.resolve("checkpoint-table.md"));
    }
    if (isWanted("startup")) {
      met &= StartupBench.run(jdks, target.resolve("curfew.jar"), results);
      tables.add(results.resolve("startup-table.md"));
    }
    if (isWanted("calls") || ONLY.equals("follow")) {
      met &= CommitmentCheck.run(measureCalls(jdks, results), commitments(), results);
      tables.add(results.resolve("performance-table.md"));
    }
    for (Path table : tables) {
      System.out.println("\n" + Files.readString(table));
    }
    System.exit(met ? 0 : 1);
  }

  private static boolean isWanted(String part) {
    return ONLY.isEmpty() || ONLY.equals(part);
  }

  /**
   * The agent's jar comes last on a JVM's class path: with {@code target/classes} before it, a fork
   * would run the classes as they were compiled, not as they are shipped.
   */
  private static void leaveOutTheUnpackagedAgent(Path target) {
    String unpackaged = target.resolve("classes").toString();
    List<String> kept = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.equals(unpackaged)) {
        kept.add(entry);
      }
    }
    kept.add(target.resolve("curfew-api.jar").toString()); // for what is measured without the agent
    System.setProperty("java.class.path", String.join(File.pathSeparator, kept));
  }

  private static List<Commitment> commitments() {
    if (ONLY.equals("follow")) {
      return FollowCommitments.TASKS;
    }
    List<Commitment> commitments = new ArrayList<>(CallCommitments.CALLS);
    commitments.addAll(FollowCommitments.TASKS);
    if (OPEN) {
      commitments.addAll(CallCommitments.WHILE_OTHERS_ARE_OPEN);
    }
    return commitments;
  }

  private static List<Path> measureCalls(List<Jdk> jdks, Path results) throws RunnerException {
    List<Path> rounds = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      for (Jdk jdk : jdks) {
        Path result = results.resolve("calls-" + jdk.feature() + "-" + round + ".json");
        new Runner(options(jdk, result).build()).run();
        rounds.add(result);
      }
    }
    return rounds;
  }

  private static String prefix() {
    return ONLY.equals("follow") ? "(Follow|Floor\\.)" : "";
  }

  private static ChainedOptionsBuilder options(Jdk jdk, Path result) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Bench.class.getPackageName().replace(".", "\\.") + "\\." + prefix())
            .jvm(jdk.java())
            .jvmArgsPrepend("-Xms1g", "-Xmx1g", "-XX:+UseG1GC")
            .addProfiler(GCProfiler.class)
            .warmupIterations(QUICK ? 5 : 8)
            .warmupTime(ITERATION)
            .measurementIterations(QUICK ? 9 : 15)
            .measurementTime(ITERATION)
            .shouldFailOnError(true)
            .resultFormat(ResultFormatType.JSON)
            .result(result.toString());
    if (!OPEN) {
      options.exclude("\\.Open");
    }
    if (!Jdk.hasVirtualThreads(jdk.feature())) {
      options.exclude("Virtual");
    }
    return options;
  }
}
