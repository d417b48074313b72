package dev.curfew.cli;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.curfew.cli.Jvms.Connection;
import dev.curfew.manage.TimeoutManagerMXBean;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The way to a JVM in which no MBean is: each call of the MBean's interface becomes a command of
 * the agent's own channel, whose answer comes in a file of a directory that is this user's alone.
 */
final class ChannelWay implements Connection {
  private static final long POLL_MILLIS = 2;

  private final AttachedJvm jvm;
  private final Path directory;
  private final TimeoutManagerMXBean manager;
  private int answers;

  private ChannelWay(AttachedJvm jvm, Path directory) {
    this.jvm = jvm;
    this.directory = directory;
    this.manager =
        (TimeoutManagerMXBean)
            Proxy.newProxyInstance(
                ChannelWay.class.getClassLoader(),
                new Class<?>[] {TimeoutManagerMXBean.class},
                (proxy, method, arguments) -> call(method, arguments));
  }

  /** The connection closes the attachment. */
  static Connection open(AttachedJvm jvm) throws CommandFailure {
    try {
      Path directory = Files.createTempDirectory("curfew-answers");
      giveTo(jvm.pid(), directory);
      return new ChannelWay(jvm, directory);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILURE, "there is no place for the JVM's answers: " + e.getMessage());
    }
  }

  /** Root may send commands to the JVMs of others, which write their answers as who they are. */
  private static void giveTo(long pid, Path directory) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    if (Files.exists(process) && !Files.getOwner(process).equals(Files.getOwner(directory))) {
      Path unused = Files.setOwner(directory, Files.getOwner(process));
    }
  }

  @Override
  public TimeoutManagerMXBean manager() {
    return manager;
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments)
      throws CommandFailure, IOException, InterruptedException {
    if (arguments == null && !method.getName().matches("(get|is)[A-Z].*")) {
      throw new UnsupportedOperationException(method.getName());
    }
    if (arguments == null) {
      String attribute = method.getName().replaceFirst("get|is", "");
      JsonObject answer = answer("get:" + attribute + ";json");
      return new Gson().fromJson(answer.get("value"), method.getGenericReturnType());
    }
    return answer(command(method.getName(), Arrays.asList(arguments))).get("text").getAsString();
  }

  /** The last argument of every operation is its reason. */
  private static String command(String operation, List<Object> arguments) {
    int last = arguments.size() - 1;
    String verb = operation.replaceFirst("(Timer|Call)s?$", "");
    String words =
        arguments.subList(0, last).stream().map(a -> ":" + a).collect(Collectors.joining());
    List<String> parts = new ArrayList<>(List.of(plain(verb + words), "json"));
    String reason = plain(String.valueOf(arguments.get(last)));
    if (!reason.isBlank()) {
      parts.add("reason:" + reason);
    }
    return String.join(";", parts);
  }

  /** The channel's own punctuation can't be quoted. */
  private static String plain(String text) {
    return text.replace(';', ',');
  }

  private JsonObject answer(String command)
      throws CommandFailure, IOException, InterruptedException {
    Path out = directory.resolve("answer" + ++answers);
    send(command + ";out:" + out);
    while (!Files.exists(out)) {
      // For as long as the command line has patience.
      Thread.sleep(POLL_MILLIS);
    }
    JsonObject answer = JsonParser.parseString(Files.readString(out)).getAsJsonObject();
    Files.delete(out);
    String text = answer.get("text").getAsString();
    switch (answer.get("outcome").getAsString()) {
      case "BAD_COMMAND" -> throw new IllegalArgumentException(text);
      case "NOT_RUNNING" -> throw new CommandFailure(ExitCode.NO_CURFEW, text);
      case "FAILED" -> throw new IllegalStateException(text);
      default -> {}
    }
    return answer;
  }

  private void send(String command) throws CommandFailure {
    try {
      jvm.load(AgentJar.path(), command);
    } catch (CommandFailure e) {
      throw new CommandFailure(
          e.exitCode(),
          "Curfew runs in JVM "
              + jvm.pid()
              + " and has registered no MBean, or not yet; without it: "
              + e.sentence());
    }
  }

  @Override
  public void close() {
    jvm.close();
    try {
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      // An answer that came after all: the system clears its temporary files.
    }
  }
}
