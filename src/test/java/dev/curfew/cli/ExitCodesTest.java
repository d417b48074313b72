package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.AttachNotSupportedException;
import dev.curfew.manage.Published;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.remote.JMXAuthenticator;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXPrincipal;
import javax.management.remote.JMXServiceURL;
import javax.security.auth.Subject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The exit codes that the help lists")
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class ExitCodesTest {
  private static final long SELF = ProcessHandle.current().pid();
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([0-9]) \\| (.*) \\|$");

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private FakeJvms jvms;

  @BeforeEach
  void makeJvms() throws Exception {
    jvms = new FakeJvms();
  }

  private static Session session(StringWriter out, StringWriter err, Jvms jvms, long patience) {
    return new Session(
        InputStream.nullInputStream(),
        user -> null,
        new PrintWriter(out),
        new PrintWriter(err),
        jvms,
        patience);
  }

  private int run(String... words) {
    return Main.run(words, session(out, err, jvms, 10_000));
  }

  private int runReally(String... words) {
    return Main.run(words, session(out, err, new LocalJvms(), 30_000));
  }

  private static Map<String, String> listed() {
    StringWriter nowhere = new StringWriter();
    return Main.line(session(nowhere, nowhere, new LocalJvms(), 1))
        .getCommandSpec()
        .usageMessage()
        .exitCodeList();
  }

  /** Each reason that the help gives for a code, without what is common to all of that code. */
  static Stream<Arguments> reasons() {
    return listed().entrySet().stream()
        .flatMap(
            each ->
                Arrays.stream(each.getValue().replaceFirst("^[^;]*: ", "").split("; ", -1))
                    .map(reason -> Arguments.of(Integer.valueOf(each.getKey()), reason)));
  }

  /** What leads to each of them. */
  private Map<String, Callable<Integer>> provocations() {
    Map<String, Callable<Integer>> by = new HashMap<>();
    by.put("done", () -> run("list", "42"));
    by.put("something unexpected", () -> runInto(new IllegalStateException("injected")));
    by.put(
        "the watcher did not answer, so that nothing is known",
        () -> {
          jvms.engine.stopAnswering();
          return run("cancel", "42", "2");
        });
    by.put("a file of records can't be read, the others are shown", this::readDirectoryAsFile);
    by.put("wrong command line", () -> run("extend", "42"));
    by.put("a name that several JVMs have", () -> run("list", "desk.jar"));
    by.put(
        "no such directory of records", () -> run("records", directory.resolve("no").toString()));
    by.put("a configuration to attach that is wrong", () -> run("attach", "7", "a.B#c=soon"));
    by.put("no such process or name", () -> run("list", "com.acme.Nobody"));
    by.put("not a JVM", this::listSleep);
    by.put("another user's", () -> runInto(ofAnotherUser()));
    by.put(
        "attach disabled",
        () ->
            runInto(
                AttachedJvm.failure(
                    42,
                    new AttachNotSupportedException(
                        "The VM does not support the attach mechanism"))));
    by.put("wrong password", () -> runRemotely("list", "wrong"));
    by.put(
        "no answer within 30 s",
        () -> Main.run(new String[] {"list", "13"}, session(out, err, jvms, 1)));
    by.put("this Java has no jdk.attach", () -> runInto(LocalJvms.noAttach()));
    by.put("Curfew does not run in that JVM", () -> runReally("list", Long.toString(SELF)));
    by.put("no such timer or rule", () -> run("disable", "42", "--rule", "nobody"));
    by.put("too late", () -> run("extend", "42", "3", "1s"));
    by.put("a read-only role", () -> runRemotely("disable", "right"));
    by.put("Curfew is there already", () -> run("attach", "42", "a.B#c=30s"));
    by.put(
        "more than one timer is meant and --yes is missing, nothing was changed",
        () -> run("cancel", "42", "--all"));
    return by;
  }

  private int runInto(Exception failure) {
    jvms.failure = failure;
    return run("list", "42");
  }

  private int readDirectoryAsFile() throws Exception {
    Files.createDirectory(directory.resolve("curfew-nowhere-1-1.jsonl"));
    return run("records", directory.toString());
  }

  private int listSleep() throws Exception {
    Process sleep = new ProcessBuilder("sleep", "60").start();
    try {
      return runReally("list", Long.toString(sleep.pid()));
    } finally {
      sleep.destroyForcibly();
    }
  }

  private static CommandFailure ofAnotherUser() {
    try {
      new JvmProcess(
              Path.of("/proc"),
              file -> {
                throw new AccessDeniedException(file.toString());
              },
              pid -> true)
          .require(SELF);
      throw new AssertionError("it passed");
    } catch (CommandFailure e) {
      return e;
    }
  }

  /** As the user viewer, who may only read. */
  private int runRemotely(String command, String password) throws Exception {
    MBeanServer server = MBeanServerFactory.newMBeanServer();
    Published.in(server, jvms.engine);
    Path access = Files.writeString(directory.resolve("access"), "viewer readonly\n");
    Path passwords = Files.writeString(directory.resolve("password"), password + "\n");
    JMXConnectorServer connector =
        JMXConnectorServerFactory.newJMXConnectorServer(
            new JMXServiceURL("service:jmx:rmi://"),
            Map.of(
                JMXConnectorServer.AUTHENTICATOR,
                (JMXAuthenticator) ExitCodesTest::login,
                "jmx.remote.x.access.file",
                access.toString()),
            server);
    connector.start();
    try {
      String url = connector.getAddress().toString();
      return runReally(command, url, "--user", "viewer", "--password-file", passwords.toString());
    } finally {
      connector.stop();
    }
  }

  private static Subject login(Object credentials) {
    if (credentials instanceof String[] words && words[1].equals("right")) {
      Subject viewer = new Subject();
      viewer.getPrincipals().add(new JMXPrincipal(words[0]));
      return viewer;
    }
    throw new SecurityException("Authentication failed!");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("reasons")
  @DisplayName("come for each reason that it gives, with one sentence on stderr")
  void provoked(int code, String reason) throws Exception {
    Callable<Integer> provocation = provocations().get(reason);
    assertThat(provocation).as("what leads to " + reason).isNotNull();

    assertThat(provocation.call()).as(err.toString()).isEqualTo(code);

    assertThat(err.toString().lines()).hasSize(code == ExitCode.DONE ? 0 : 1);
  }

  @Test
  @DisplayName("are those of docs/operating.md, in the same words")
  void page() throws Exception {
    String page = Files.readString(Path.of("docs", "operating.md")).replace("\r\n", "\n");
    Matcher row = ROW.matcher(page.substring(page.indexOf("| code | meaning |")));
    Map<String, String> rows = new LinkedHashMap<>();
    while (row.find()) {
      rows.put(row.group(1), row.group(2).replace("`", ""));
    }

    assertThat(rows).hasSize(7).isEqualTo(listed());
  }
}
