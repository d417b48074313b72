package dev.curfew.demo;

import dev.curfew.api.ProcessStop;
import dev.curfew.api.TimeoutOptions;
import dev.curfew.api.Timeouts;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program in a JVM of its own, with the agent in front. Closing ends it. */
final class ProgramUnderAgent implements AutoCloseable {
  /** A program that stays is asked to end first, so that its agent writes what is open. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final String MAIN = "dev.curfew.demo.program.Program";

  /** One class of each library that the program needs. */
  private static final List<Class<?>> LIBRARIES =
      List.of(
          org.h2.Driver.class,
          org.eclipse.jetty.server.Server.class,
          org.eclipse.jetty.http.HttpStatus.class,
          org.eclipse.jetty.io.Content.class,
          org.eclipse.jetty.util.Callback.class,
          org.slf4j.LoggerFactory.class,
          org.slf4j.simple.SimpleLogger.class);

  private final long start = System.nanoTime();
  private final Terminal terminal;
  private final Process process;
  private final Journal journal = new Journal();
  private final List<Thread> readers = new ArrayList<>();

  private ProgramUnderAgent(Terminal terminal, Process process) {
    this.terminal = terminal;
    this.process = process;
  }

  static ProgramUnderAgent start(
      Terminal terminal, Path jar, Path configuration, String... arguments) throws IOException {
    String agent = "-javaagent:" + jar + "=" + configuration;
    terminal.line("$ java " + agent + " -cp ... " + String.join(" ", program(arguments)));
    List<String> command = new ArrayList<>();
    command.addAll(List.of(java(), agent));
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"); // Jetty's
    command.addAll(List.of("-cp", classPath()));
    command.addAll(program(arguments));
    Process process = new ProcessBuilder(command).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    ProgramUnderAgent program = new ProgramUnderAgent(terminal, process);
    program.readAside(process.getInputStream(), program::readOutput);
    program.readAside(process.getErrorStream(), program::readError);
    return program;
  }

  private static List<String> program(String... arguments) {
    List<String> program = new ArrayList<>(List.of(arguments));
    program.add(0, MAIN);
    return program;
  }

  private void readOutput(String line) {
    terminal.line("program | " + line);
    journal.add(line);
  }

  /** Shows the start and the warnings, but not the stacks, which the records have too. */
  private void readError(String line) {
    if (!line.contains(" INFO ")) {
      terminal.line("stderr  | " + line.replaceFirst(" stack=\".*", ""));
    }
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The program and its libraries, and nothing of Curfew. */
  private static String classPath() {
    return Stream.concat(Stream.of(ProgramUnderAgent.class), LIBRARIES.stream())
        .map(ProgramUnderAgent::placeOf)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void readAside(InputStream stream, Consumer<String> lines) {
    Thread reader = new Thread(() -> readAll(stream, lines), "program-output");
    reader.setDaemon(true);
    readers.add(reader);
    reader.start();
  }

  private static void readAll(InputStream stream, Consumer<String> lines) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, Charset.defaultCharset()))) {
      reader.lines().forEach(lines);
    } catch (IOException | UncheckedIOException e) {
      // The program was ended.
    }
  }

  long pid() {
    return process.pid();
  }

  Journal journal() {
    return journal;
  }

  /**
   * Waits for its end and for its last words.
   *
   * @param limit counted from its start
   * @return its exit code
   * @throws TimeoutException when it had to be stopped
   */
  int awaitEnd(Duration limit) throws InterruptedException, TimeoutException {
    Duration left = limit.minusNanos(System.nanoTime() - start);
    ProcessStop end =
        Timeouts.waitFor("program", TimeoutOptions.timeout(left).grace(GRACE), process);
    if (end.how() != ProcessStop.How.ENDED_BEFORE) {
      throw new TimeoutException(
          "the program did not end within " + limit.toSeconds() + " s: " + end);
    }
    for (Thread reader : readers) {
      reader.join();
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    Timeouts.stop(process, GRACE);
  }
}
