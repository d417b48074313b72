package dev.curfew.demo;

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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program in a JVM of its own, with the agent in front. Closing ends it. */
final class ProgramUnderAgent implements AutoCloseable {
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

  private final Process process;
  private final Journal journal = new Journal();
  private final List<Thread> readers = new ArrayList<>();

  private ProgramUnderAgent(Process process) {
    this.process = process;
  }

  static ProgramUnderAgent start(
      Terminal terminal, Path jar, Path configuration, Path directory, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add("-javaagent:" + jar.toAbsolutePath() + "=" + configuration.toAbsolutePath());
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.add("-cp");
    command.add(classPath());
    command.add(MAIN);
    command.addAll(List.of(arguments));
    terminal.line(
        "$ java -javaagent:"
            + Terminal.shown(jar)
            + "="
            + Terminal.shown(configuration)
            + " -cp ... "
            + String.join(" ", command.subList(command.indexOf(MAIN), command.size())));
    Process process = new ProcessBuilder(command).directory(directory.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    ProgramUnderAgent program = new ProgramUnderAgent(process);
    program.read(
        process.getInputStream(),
        line -> {
          terminal.line("program | " + line);
          program.journal.add(line);
        });
    program.read(
        process.getErrorStream(),
        line -> {
          if (!line.startsWith(
              "\tat ")) { // a warning carries the stack, which is in the record too
            terminal.line("stderr  | " + line);
          }
        });
    return program;
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

  private void read(InputStream stream, Consumer<String> lines) {
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
   * @return its exit code
   * @throws TimeoutException when it goes on
   */
  int awaitEnd(Duration patience) throws InterruptedException, TimeoutException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException("the program did not end within " + patience.toSeconds() + " s");
    }
    for (Thread reader : readers) {
      reader.join();
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
