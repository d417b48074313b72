package dev.curfew.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Exits 0 only if every check holds.
 *
 * <p>Arguments: the agent's jar, its configuration, and the directory of records that is named
 * there, which is emptied. With {@code -Ddemo.stay=true} the program runs until somebody ends it,
 * and nothing is checked.
 */
public final class Demo {
  private static final Duration AT_MOST = Duration.ofSeconds(55);
  private static final Duration FOR_EVER = Duration.ofDays(10_000);

  private final Terminal terminal = new Terminal();
  private final Path jar;
  private final Path configuration;
  private final Path records;

  private Demo(String jar, String configuration, String records) {
    this.jar = Path.of(jar);
    this.configuration = Path.of(configuration);
    this.records = Path.of(records);
  }

  public static void main(String[] args) throws Exception {
    Demo demo = new Demo(args[0], args[1], args[2]);
    System.exit(Boolean.getBoolean("demo.stay") ? demo.stay() : demo.play());
  }

  private int play() throws Exception {
    terminal.title("A job runner and an HTTP service under the agent, for half a minute");
    Evidence evidence;
    try (ProgramUnderAgent program = start()) {
      Operator operator = new Operator(commandLine(program), program.journal());
      Operator.Report report = operator.work();
      int exitCode = program.awaitEnd(AT_MOST);
      evidence = new Evidence(program.journal(), TimeoutRecord.readAll(records), report, exitCode);
    }
    show(evidence.records());
    terminal.title("What was to be expected, and what happened");
    Summary summary = new Summary(Checks.of(evidence));
    terminal.block(summary.lines());
    return summary.exitCode();
  }

  private int stay() throws Exception {
    try (ProgramUnderAgent program = start("--stay")) {
      CommandLine curfew = commandLine(program);
      program.journal().await(Scenario.STUCK, "started", AT_MOST);
      terminal.block(
          List.of(
              "",
              "== The program runs until you press Ctrl-C here. In another terminal:",
              "  " + curfew.jconsole(),
              "  " + curfew.text("list"),
              ""));
      return program.awaitEnd(FOR_EVER);
    }
  }

  /** Without the stacks, which fill a screen each, and of the requests only the first. */
  private void show(List<TimeoutRecord> all) {
    terminal.title(all.size() + " records in " + records + ", here without the stacks");
    List<String> lines = new ArrayList<>();
    List<TimeoutRecord> requests =
        all.stream().filter(r -> r.rule().equals(Scenario.REQUEST_RULE)).toList();
    all.stream()
        .filter(r -> !requests.contains(r) || r.equals(requests.get(0)))
        .forEach(r -> lines.add(r.brief()));
    lines.add("and " + Math.max(0, requests.size() - 1) + " more of requests");
    terminal.block(lines);
  }

  private ProgramUnderAgent start(String... arguments) throws IOException {
    clear(records);
    return ProgramUnderAgent.start(terminal, jar, configuration, arguments);
  }

  private CommandLine commandLine(ProgramUnderAgent program) {
    return new CommandLine(terminal, jar, program.pid());
  }

  private static void clear(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
  }
}
