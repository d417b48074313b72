package dev.curfew.demo;

import dev.curfew.api.ProcessStop;
import dev.curfew.api.TimeoutOptions;
import dev.curfew.api.Timeouts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Curfew's own command line, as users have it, on one JVM. */
final class CommandLine {
  private static final TimeoutOptions LIMIT =
      TimeoutOptions.timeout(Duration.ofMinutes(1)).grace(Duration.ofSeconds(5));

  private final Terminal terminal;
  private final Path jar;
  private final long pid;

  /**
   * What a command ended with.
   *
   * @param exitCode 0 when it did what it says
   * @param output of both streams
   */
  record Result(int exitCode, String output) {}

  CommandLine(Terminal terminal, Path jar, long pid) {
    this.terminal = terminal;
    this.jar = jar;
    this.pid = pid;
  }

  /** Runs a command and shows it with what it prints. */
  Result show(String verb, String... arguments) throws IOException, InterruptedException {
    Result result = run(verb, arguments);
    List<String> block = new ArrayList<>();
    block.add("");
    block.add("$ " + text(verb, arguments));
    result.output().lines().forEach(block::add);
    block.add("");
    terminal.block(block);
    return result;
  }

  /** Runs a command. */
  Result run(String verb, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProgramUnderAgent.java());
    command.add("-jar");
    command.add(jar.toString());
    command.add(verb);
    command.add(Long.toString(pid));
    command.addAll(Arrays.asList(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> readAll(process));
    // One that hangs is stopped, and what it has printed is shown.
    ProcessStop end = Timeouts.waitFor(verb, LIMIT, process);
    String text = new String(output.join(), Charset.defaultCharset());
    return new Result(Optional.ofNullable(end.exitCode()).orElseThrow(), text);
  }

  private static byte[] readAll(Process process) {
    try (InputStream stream = process.getInputStream()) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command that opens JConsole with the tab Timeouts. */
  String jconsole() {
    return "jconsole -pluginpath " + jar + " " + pid;
  }

  /** As one types it. */
  String text(String verb, String... arguments) {
    String command = "java -jar " + jar + " " + verb + " " + pid;
    return arguments.length == 0 ? command : command + " " + String.join(" ", arguments);
  }
}
