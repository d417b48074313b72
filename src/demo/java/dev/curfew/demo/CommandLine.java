package dev.curfew.demo;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Curfew's own command line, as users have it, on one JVM. */
final class CommandLine {
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
    String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
    return new Result(process.waitFor(), output);
  }

  /** As one types it. */
  String text(String verb, String... arguments) {
    String command = "java -jar " + jar + " " + verb + " " + pid;
    return arguments.length == 0 ? command : command + " " + String.join(" ", arguments);
  }
}
