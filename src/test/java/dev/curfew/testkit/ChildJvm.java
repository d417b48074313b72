package dev.curfew.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A JVM that a test has started, in a working directory of its own. Its stdin stays open until it
 * is closed, which also ends it, and removes the directory.
 */
public final class ChildJvm implements AutoCloseable {
  /** Longer than anything takes on a busy machine; what hangs is ended after it. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /**
   * How one ended.
   *
   * @param exitCode its exit code
   * @param out all of its stdout
   * @param err all of its stderr
   */
  public record Ended(int exitCode, String out, String err) {}

  private final Process process;
  private final Path directory;

  private ChildJvm(Process process, Path directory) {
    this.process = process;
    this.directory = directory;
  }

  /** A JVM to be started with that JDK's {@code java}. */
  public static Builder java(Jdk jdk) {
    return new Builder(jdk.command("java"));
  }

  /** A JVM to be started with another command of that JDK, such as {@code jcmd}. */
  public static Builder tool(Jdk jdk, String name) {
    return new Builder(jdk.command(name));
  }

  /** The agent, as the build has packaged it. */
  public static Path agentJar() {
    return Path.of(System.getProperty("curfew.test.target"), "curfew.jar").toAbsolutePath();
  }

  /** Where the programs are that tests start; nothing else is on their class path. */
  public static Path testClasses() {
    return Path.of(System.getProperty("curfew.test.target"), "test-classes").toAbsolutePath();
  }

  public long pid() {
    return process.pid();
  }

  /** What it has written to stdout so far. */
  public String out() {
    return read("out");
  }

  /** What it has written to stderr so far. */
  public String err() {
    return read("err");
  }

  /**
   * Returns when it has written that whole line to stdout.
   *
   * @throws AssertionError with its output when it ended without, or has not after 90 s
   */
  public ChildJvm awaitLine(String line) {
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(10))
          .until(() -> hasWritten(line) || !process.isAlive());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("no line '" + line + "' after " + PATIENCE + outputs(), e);
    }
    if (!hasWritten(line)) {
      throw new AssertionError("ended without the line '" + line + "'" + outputs());
    }
    return this;
  }

  private boolean hasWritten(String line) {
    return out().lines().anyMatch(line::equals);
  }

  /**
   * Waits for its end.
   *
   * @throws AssertionError with its output when it has not ended after 90 s
   */
  public Ended ended() throws InterruptedException {
    return ended(PATIENCE);
  }

  /**
   * Waits for its end.
   *
   * @throws AssertionError with its output when it has not ended by then
   */
  public Ended ended(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still runs after " + patience + outputs());
    }
    return new Ended(process.exitValue(), out(), err());
  }

  /** Ends it as {@code kill -9} does; returns when it is gone. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  private String outputs() {
    return "\nstdout:\n" + out() + "\nstderr:\n" + err();
  }

  private String read(String file) {
    try {
      return Files.readString(directory.resolve(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    delete(directory);
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      try (Stream<Path> files = Files.list(path)) {
        for (Path file : files.toList()) {
          delete(file);
        }
      }
    }
    Files.delete(path);
  }

  /** What is to be started. */
  public static final class Builder {
    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    private Builder(String program) {
      command.add(program);
    }

    /** Options of the JVM or of the tool. */
    public Builder options(List<String> options) {
      command.addAll(options);
      return this;
    }

    /** Options of the JVM or of the tool. */
    public Builder options(String... options) {
      return options(List.of(options));
    }

    /** Starts it with the packaged agent. */
    public Builder agent(String argument) {
      return options("-javaagent:" + agentJar() + "=" + argument);
    }

    /** Without it there is none. */
    public Builder classPath(Path... paths) {
      return options(
          "-cp",
          String.join(
              File.pathSeparator,
              Stream.of(paths).map(path -> path.toAbsolutePath().toString()).toList()));
    }

    /** The class path of this JVM. */
    public Builder ownClassPath() {
      return options("-cp", System.getProperty("java.class.path"));
    }

    /**
     * The programs that tests start and the libraries of this JVM: all but Curfew's own classes,
     * which would come before the agent's jar.
     */
    public Builder programsAndLibraries() {
      Path own = testClasses().resolveSibling("classes");
      return classPath(
          Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
              .map(Path::of)
              .filter(path -> !path.toAbsolutePath().equals(own))
              .toArray(Path[]::new));
    }

    public Builder environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** Starts that class, by its name: it need not be on this JVM's class path. */
    public ChildJvm main(String mainClass, String... arguments) throws IOException {
      return options(mainClass).options(arguments).start();
    }

    /** Starts an executable jar. */
    public ChildJvm jar(Path jar, String... arguments) throws IOException {
      return options("-jar", jar.toAbsolutePath().toString()).options(arguments).start();
    }

    public ChildJvm start() throws IOException {
      Path directory = Files.createTempDirectory("curfew-child");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectOutput(directory.resolve("out").toFile())
              .redirectError(directory.resolve("err").toFile());
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      builder.environment().putAll(environment);
      return new ChildJvm(builder.start(), directory);
    }
  }
}
