package dev.curfew.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * From the start of a JVM to its end, with the packaged agent and one name rule that matches,
 * against an agent that does nothing: runs in pairs, the order changing from pair to pair, so that
 * whatever else the machine does hits both alike; judged is the median of the pairs' differences.
 */
final class StartupBench {
  private static final double LIMIT_MILLIS = 50;
  private static final int PAIRS = Boolean.getBoolean("bench.quick") ? 15 : 31;
  private static final int WARM_UPS = 3;
  private static final long RUN_LIMIT_SECONDS = 60;

  /** Curfew then ends a JVM in which it can't start. */
  private static final String STRICT = "-Dcurfew.strict=true";

  private static final String RULE = "dev.curfew.bench.Hello#greeting=30s";

  private final Jdk jdk;
  private final Path program;
  private final Path idleAgent;
  private final Path agent;
  private final Path directory;

  private StartupBench(Jdk jdk, Path agent, Path directory) throws IOException {
    this.jdk = jdk;
    this.agent = agent;
    this.directory = directory;
    program = jar(directory.resolve("hello.jar"), Attributes.Name.MAIN_CLASS, Hello.class);
    idleAgent =
        jar(
            directory.resolve("idle-agent.jar"),
            new Attributes.Name("Premain-Class"),
            IdleAgent.class);
  }

  /**
   * Writes the table to {@code startup-table.md}.
   *
   * @return whether the commitment is met on every JDK
   */
  static boolean run(List<Jdk> jdks, Path agent, Path results)
      throws IOException, InterruptedException {
    boolean met = true;
    StringBuilder table =
        new StringBuilder(
                "| start-up, ms | no agent | idle agent | Curfew | Curfew over the idle agent: <= 50 |\n")
            .append("| --- | ---: | ---: | ---: | ---: |\n");
    for (Jdk jdk : jdks) {
      Outcome outcome = new StartupBench(jdk, agent, results).measure();
      met &= outcome.met();
      table.append(outcome.row(jdk));
    }
    Files.writeString(results.resolve("startup-table.md"), table);
    return met;
  }

  /** Medians in milliseconds. */
  private record Outcome(double bare, double idle, double curfew, double difference) {
    boolean met() {
      return difference <= LIMIT_MILLIS;
    }

    String row(Jdk jdk) {
      return String.format(
          Locale.ROOT,
          "| %s | %.0f | %.0f | %.0f | %+.1f %s |%n",
          jdk,
          bare,
          idle,
          curfew,
          difference,
          met() ? "met" : "**MISSED**");
    }
  }

  private Outcome measure() throws IOException, InterruptedException {
    requireThatRulesBite();
    for (int i = 0; i < WARM_UPS; i++) {
      millis();
      millis(idle());
      millis(curfew());
    }
    double[] bare = new double[PAIRS];
    double[] idle = new double[PAIRS];
    double[] curfew = new double[PAIRS];
    double[] differences = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      bare[i] = millis();
      if (i % 2 == 0) {
        idle[i] = millis(idle());
        curfew[i] = millis(curfew());
      } else {
        curfew[i] = millis(curfew());
        idle[i] = millis(idle());
      }
      differences[i] = curfew[i] - idle[i];
    }
    return new Outcome(Median.of(bare), Median.of(idle), Median.of(curfew), Median.of(differences));
  }

  private String[] idle() {
    return new String[] {STRICT, "-javaagent:" + idleAgent};
  }

  private String[] curfew() {
    return new String[] {STRICT, "-javaagent:" + agent + "=" + RULE};
  }

  /** Runs the program once: from the start of its JVM until it is gone. */
  private double millis(String... options) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = start(List.of(options), List.of());
    int status = await(process);
    double millis = (System.nanoTime() - start) / 1e6;
    if (status != 0 || !output().contains(Hello.greeting())) {
      throw new IllegalStateException(List.of(options) + " ended with " + status + ": " + output());
    }
    return millis;
  }

  /** An agent that failed to start, or wove nothing, would be quick. */
  private void requireThatRulesBite() throws IOException, InterruptedException {
    String agentWithShortRule = "-javaagent:" + agent + "=dev.curfew.bench.Hello#overrun=200ms";
    int status = await(start(List.of(STRICT, agentWithShortRule), List.of("overrun")));
    if (status == 0 || !output().contains("TimeoutExceededException")) {
      throw new IllegalStateException("the rule had no effect on " + jdk + ": " + output());
    }
  }

  private Process start(List<String> options, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.java());
    command.addAll(options);
    command.addAll(List.of("-cp", program.toString(), Hello.class.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(outputFile().toFile())
        .start();
  }

  private static int await(Process process) throws InterruptedException {
    if (!process.waitFor(RUN_LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("still running after " + RUN_LIMIT_SECONDS + " s");
    }
    return process.exitValue();
  }

  private Path outputFile() {
    return directory.resolve("start-up.out");
  }

  private String output() throws IOException {
    return Files.readString(outputFile());
  }

  /** A jar with one class in it, which its manifest names as the value of {@code role}. */
  private static Path jar(Path jar, Attributes.Name role, Class<?> type) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(role, type.getName());
    String entry = type.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        InputStream bytes = Hello.class.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new JarEntry(entry));
      Objects.requireNonNull(bytes, entry).transferTo(out);
    }
    return jar;
  }
}
