package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.curfew.engine.Origin;
import dev.curfew.engine.Target;
import dev.curfew.manage.TimeoutManagerMXBean;
import dev.curfew.manage.Timers;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.JMX;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@DisplayName("The command line")
class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private InputStream keys = InputStream.nullInputStream();
  private FakeJvms jvms;

  @BeforeEach
  void makeJvms() throws Exception {
    jvms = new FakeJvms();
  }

  @AfterEach
  void connectionsAreClosed() {
    assertThat(jvms.open()).isZero();
  }

  private int run(String line) {
    return run(line.split(" "));
  }

  private int run(String... words) {
    return Main.run(words, session(10_000));
  }

  private Session session(long patienceMillis) {
    return new Session(
        keys, user -> null, new PrintWriter(out), new PrintWriter(err), jvms, patienceMillis);
  }

  @Nested
  @DisplayName("list")
  class Lists {

    @Test
    @DisplayName("shows the timers as a table")
    void table() {
      assertThat(run("list 42")).isZero();

      assertThat(out.toString().lines())
          .hasSize(5)
          .first()
          .asString()
          .matches("ID +STATUS +REMAINING +ELAPSED +TIMEOUT +LIMITED BY +MODE +THREAD +PATH");
      assertThat(out.toString()).contains("checkout / payment");
      assertThat(err.toString()).isEmpty();
    }

    @Test
    @DisplayName("--json prints an array with the fields that scripts rely on")
    void json() {
      assertThat(run("list 42 --json")).isZero();

      JsonArray timers = JsonParser.parseString(out.toString()).getAsJsonArray();
      assertThat(timers).hasSize(4);
      JsonObject timer = timers.get(1).getAsJsonObject();
      assertThat(timer.keySet())
          .containsExactly(
              "id",
              "rule",
              "label",
              "path",
              "status",
              "timeoutMillis",
              "elapsedMillis",
              "uncountedMillis",
              "paused",
              "remainingMillis",
              "limitedBy",
              "thread",
              "threadId",
              "virtual",
              "mode",
              "effectiveMode");
      assertThat(timer.get("id").getAsLong()).isEqualTo(2);
      assertThat(timer.get("path").getAsString()).isEqualTo("checkout / payment");
      assertThat(timer.get("remainingMillis").getAsLong()).isEqualTo(150);
      assertThat(timer.get("thread").getAsString()).isEqualTo("worker-2");
      assertThat(timer.get("virtual").getAsBoolean()).isFalse();
    }

    @Test
    @DisplayName("--json has null for no limit")
    void jsonNull() {
      run("list 42 --json");

      JsonObject unlimited =
          JsonParser.parseString(out.toString()).getAsJsonArray().get(3).getAsJsonObject();
      assertThat(unlimited.get("timeoutMillis").isJsonNull()).isTrue();
      assertThat(unlimited.get("remainingMillis").isJsonNull()).isTrue();
    }

    @Test
    @DisplayName("--json prints an empty array when there are no timers")
    void jsonEmpty() {
      jvms.engine.clear();

      assertThat(run("list 42 --json")).isZero();

      assertThat(out.toString().strip()).isEqualTo("[]");
    }

    @Test
    @DisplayName("--json is ASCII and gives any thread's name back as it is")
    void jsonAscii() {
      jvms.engine.clear();
      jvms.engine.add(Timers.onThread("Zürich \u001b[2J \"\\ 🚀 \u2028 <&>"));

      run("list 42 --json");

      assertThat(out.toString()).matches("\\p{ASCII}+").doesNotContain("\u001b");
      JsonObject timer =
          JsonParser.parseString(out.toString()).getAsJsonArray().get(0).getAsJsonObject();
      assertThat(timer.get("thread").getAsString())
          .isEqualTo("Zürich \u001b[2J \"\\ 🚀 \u2028 <&>");
    }

    @Test
    @DisplayName("keeps a thread's name from working on the terminal")
    void terminal() {
      jvms.engine.add(Timers.onThread("\u001b]0;owned\u0007"));

      run("list 42");

      assertThat(out.toString()).contains("\\u001b]0;owned\\u0007").doesNotContain("\u001b");
    }

    @Test
    @DisplayName("says when all rules are disabled")
    void disabled() {
      jvms.engine.disable(new Target.All(), Origin.of("test"));

      assertThat(run("list 42")).isZero();

      assertThat(err.toString())
          .isEqualToIgnoringNewLines(
              "curfew: all rules are disabled: calls are listed, none is stopped");
    }

    @Test
    @DisplayName("says when the watcher is not healthy, so that nobody trusts an empty list")
    void unhealthy() {
      jvms.engine.stopAnswering();

      run("list 42");

      assertThat(err.toString()).contains("not healthy").contains("java.lang.Error: broken");
    }
  }

  @Nested
  @DisplayName("show")
  class Shows {

    @Test
    @DisplayName("has the timer, the calls around it, and what was done to it")
    void live() {
      run("extend 42 2 30s --reason slow");

      assertThat(run("show 42 2")).isZero();

      assertThat(out.toString())
          .contains("checkout / payment")
          .contains("around it:")
          .containsPattern(
              "its history:\\R2026-01-02T03:04:05Z ACTIVE\\R2026-01-02T03:04:06.600Z WARNED\\R")
          .contains("what was done to it:")
          .contains("extendTimer 2 30s");
    }

    @Test
    @DisplayName("--json has the timer and what belongs to it")
    void json() {
      assertThat(run("show 42 2 --json")).isZero();

      JsonObject timer = JsonParser.parseString(out.toString()).getAsJsonObject();
      assertThat(timer.get("id").getAsLong()).isEqualTo(2);
      assertThat(timer.keySet()).contains("around", "inside", "history", "stack", "audit");
      assertThat(timer.getAsJsonArray("history")).hasSize(2);
    }

    @Test
    @DisplayName("ends with 5 when there is no such timer")
    void none() {
      assertThat(run("show 42 77")).isEqualTo(5);
      assertThat(err.toString()).startsWith("curfew: NO_SUCH_TIMER");
    }
  }

  @Nested
  @DisplayName("top")
  class Top {

    @Test
    @DisplayName("prints as many pictures as it is told, one after the other")
    void pictures() {
      assertThat(run("top 42 --iterations 2 --rows 1")).isZero();

      assertThat(out.toString().lines().filter(line -> line.matches("\\d{4}-.* open, .*")))
          .hasSize(2);
      assertThat(out.toString()).contains("and 3 more").doesNotContain("\u001b");
    }

    @Test
    @DisplayName("ends with 0 when q is pressed")
    @Timeout(60)
    void quit() {
      keys = new ByteArrayInputStream("\nxq\n".getBytes(StandardCharsets.US_ASCII));

      assertThat(run("top 42")).isZero();

      assertThat(out.toString()).contains("checkout / payment");
    }

    @Test
    @DisplayName("--json prints one picture as an object and ends")
    void json() {
      assertThat(run("top 42 --json --rows 3")).isZero();

      JsonObject picture = JsonParser.parseString(out.toString()).getAsJsonObject();
      assertThat(picture.keySet())
          .containsExactly(
              "at",
              "openCalls",
              "timedOut",
              "overdue",
              "abandoned",
              "enabled",
              "healthy",
              "timers",
              "more");
      assertThat(picture.get("openCalls").getAsLong()).isEqualTo(4);
      assertThat(picture.get("healthy").getAsBoolean()).isTrue();
      assertThat(picture.getAsJsonArray("timers")).hasSize(3);
      assertThat(picture.get("more").getAsInt()).isOne();
    }
  }

  @Nested
  @DisplayName("a JVM can be named")
  class Naming {

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"com.acme.Shop", "Shop", "42"})
    @DisplayName("by its main class, with or without the package, or its process id")
    void names(String name) {
      assertThat(run("list", name)).isZero();
      assertThat(out.toString()).contains("checkout / payment");
    }

    @Test
    @DisplayName("but not by a name that two of them have: ends with 2 and names both")
    void ambiguous() {
      assertThat(run("list desk.jar")).isEqualTo(2);
      assertThat(err.toString()).contains("8 (/opt/desk.jar)").contains("9 (/srv/desk.jar)");
    }

    @Test
    @DisplayName("but not by one that nobody has: ends with 3")
    void nobody() {
      assertThat(run("list shop")).isEqualTo(3);
      assertThat(err.toString()).contains("'shop'");
    }
  }

  @Nested
  @DisplayName("attach and doctor")
  class AttachAndDoctor {

    @Test
    @DisplayName("attach brings pairs there")
    void attach() {
      assertThat(run("attach 7 a.B#c=30s")).isZero();

      assertThat(jvms.loaded).containsExactly("a.B#c=30s");
      assertThat(out.toString()).startsWith("ATTACHED: Curfew 1.2.3 runs in JVM 7");
    }

    @Test
    @DisplayName("attach ends with 5 where Curfew is already")
    void attachedAlready() {
      assertThat(run("attach 42 a.B#c=30s")).isEqualTo(5);
    }

    @Test
    @DisplayName("doctor goes on to what the MBean says")
    void doctor() {
      assertThat(run("doctor 42")).isZero();
      assertThat(out.toString()).contains("OK     Curfew runs there").contains("its watcher is");
    }

    @Test
    @DisplayName("doctor ends as other commands would")
    void doctorNoCurfew() {
      assertThat(run("doctor 7")).isEqualTo(4);
      assertThat(out.toString()).startsWith("WRONG  Curfew does not run there");
    }
  }

  @Test
  @DisplayName("has those commands that docs/operating.md names, each with a description")
  void page() throws Exception {
    String page = Files.readString(Path.of("docs", "operating.md")).replace("\r\n", "\n");
    String table = page.substring(page.indexOf("| command | does |"));
    Set<String> named =
        table
            .substring(0, table.indexOf("\n\n"))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring("| `".length()).split("[ `]", 2)[0])
            .collect(Collectors.toSet());

    Map<String, CommandLine> commands = Main.line(session(1)).getSubcommands();

    assertThat(named).isEqualTo(commands.keySet());
    assertThat(commands.values())
        .allSatisfy(
            command ->
                assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty());
  }

  @Nested
  @DisplayName("--json")
  class Json {

    @Test
    @DisplayName("of report and history can be parsed")
    void parses() {
      assertThat(run("report 42 --json")).isZero();
      JsonObject report = JsonParser.parseString(out.toString()).getAsJsonObject();
      assertThat(report.get("healthy").getAsBoolean()).isTrue();
      assertThat(report.getAsJsonArray("rules")).isNotEmpty();
      out.getBuffer().setLength(0);

      assertThat(run("history 42 --json")).isZero();
      assertThat(JsonParser.parseString(out.toString()).isJsonArray()).isTrue();
    }

    @Test
    @DisplayName("of ps is an array with what the table has")
    void ps() {
      assertThat(run("ps --json")).isZero();

      assertThat(out.toString()).matches("\\p{ASCII}+").doesNotContain("\u001b");
      assertThat(JsonParser.parseString(out.toString()))
          .isEqualTo(
              JsonParser.parseString(
                  "[{pid: 42, mainClass: 'com.acme.Shop', curfew: '1.2.3'},"
                      + "{pid: 7, mainClass: '\\u001b[31mEvil', curfew: 'no'}]"));
    }

    @Test
    @DisplayName("of export has the configuration as it holds, and what operators have changed")
    void export() {
      run("set 42 payment timeout 5s");
      jvms.yaml.clear();
      jvms.yaml.addAll(
          List.of(
              "rules:",
              "  - name: \"payment\"",
              "    timeout: 30s",
              "    exact: true",
              "    # now timeout: 5s",
              "records: {keep: 1000}"));
      out.getBuffer().setLength(0);

      assertThat(run("export 42 --json")).isZero();

      assertThat(JsonParser.parseString(out.toString()))
          .isEqualTo(
              JsonParser.parseString(
                  "{source: 'curfew.yaml', loadedAt: '1970-01-01T00:00:00Z', configuration:"
                      + " {rules: [{name: 'payment', timeout: '30s', exact: true}],"
                      + " records: {keep: 1000}},"
                      + " changes: {payment: ['timeout 5s (configured: 30s) by local at"
                      + " 2026-01-02T03:04:05Z']}}"));
    }
  }

  @Nested
  @DisplayName("a command")
  class Commands {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
      "cancel 42 2, cancelTimer 2 by local",
      "extend 42 2 30s, extendTimer 30000000000 2 by local",
      "expire 42 2, expireCall 2 by local",
      "disable 42, disableAll by local",
      "disable 42 --rule payment, disableRule payment by local",
      "disable 42 --rule=all, disableRule all by local",
      "disable 42 --timer 2, disableTimer 2 by local",
      "enable 42, enableAll by local",
      "enable 42 --rule payment, enableRule payment by local",
      "enable 42 --timer 2, enableTimer 2 by local",
      "pause 42, pauseAll by local",
      "resume 42 --rule payment, resumeRule payment by local",
      "set 42 payment timeout 1m30s, set payment timeout 1m30s by local",
      "set 42 payment warn-at 80%, set payment warn-at 0.8 by local",
      "reset 42 payment, reset payment by local",
    })
    @DisplayName("does what it says")
    void commands(String line, String command) {
      run(line);

      assertThat(jvms.engine.commands()).containsExactly(command);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"expire 42 1 2", "cancel 42 --all", "extend 42 --older-than 1ms 30s"})
    @DisplayName("that means more than one timer shows them, and does nothing without --yes")
    void unconfirmed(String line) {
      assertThat(run(line)).isEqualTo(6);

      assertThat(out.toString()).contains("ID").contains("checkout");
      assertThat(err.toString()).contains("--yes");
      assertThat(jvms.engine.commands()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
      "cancel 42 1 2 --yes, 'cancelTimer 1 by local,cancelTimer 2 by local'",
      "expire 42 --rule payment --yes, expireCall 2 by local",
      "extend 42 1 2 30s --yes, 'extendTimer 30000000000 1 by local,extendTimer 30000000000 2 by"
          + " local'",
    })
    @DisplayName("with --yes does it to those that were found")
    void confirmed(String line, String commands) {
      run(line);

      assertThat(String.join(",", jvms.engine.commands())).startsWith(commands);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel 42 --rule nobody", "expire 42 77 78 --yes"})
    @DisplayName("that means no timer ends with 5")
    void meansNone(String line) {
      assertThat(run(line)).isEqualTo(5);
      assertThat(err.toString()).contains("NO_SUCH_TIMER");
    }

    @Test
    @DisplayName("gives its reason to the audit log")
    void reason() {
      run("cancel", "42", "2", "--reason", "the bank is slow");

      assertThat(
              JMX.newMXBeanProxy(jvms.server, FakeJvms.name(), TimeoutManagerMXBean.class)
                  .getAuditLog())
          .anySatisfy(l -> assertThat(l).contains("bank is slow"));
    }

    @Test
    @DisplayName("reload, export, history and report print what the MBean says")
    void reports() {
      assertThat(run("reload 42")).isZero();
      assertThat(run("export 42")).isZero();
      assertThat(run("history 42")).isZero();
      assertThat(run("report 42")).isZero();

      assertThat(out.toString())
          .contains("UNCHANGED: the configuration is as it was")
          .contains("rules: []")
          .contains("payment")
          .contains("healthy: true");
    }

    @Test
    @DisplayName("prints the answer and ends with 0 when it was done")
    void done() {
      assertThat(run("cancel 42 2")).isZero();
      assertThat(out.toString())
          .isEqualToIgnoringNewLines("CANCELLED: timer 2 (checkout / payment)");
      assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
      "cancel 42 77, curfew: NO_SUCH_TIMER: there is no timer 77",
      "extend 42 3 1s, curfew: TOO_LATE: timer 3 is being stopped",
      "disable 42 --rule nobody, curfew: NO_SUCH_RULE: there is no rule 'nobody'",
    })
    @DisplayName("ends with 5 when it was refused, with the answer on stderr")
    void refused(String line, String answer) {
      assertThat(run(line)).isEqualTo(5);
      assertThat(err.toString()).isEqualToIgnoringNewLines(answer);
      assertThat(out.toString()).isEmpty();
    }

    @Test
    @DisplayName("ends with 1 when the watcher did not answer, since nothing is known then")
    void noAnswer() {
      jvms.engine.stopAnswering();

      assertThat(run("cancel 42 2")).isEqualTo(1);
      assertThat(err.toString()).contains("NO_ANSWER");
    }

    @Test
    @DisplayName("ends with 3 when the JVM can't be reached")
    void unreachable() {
      assertThat(run("cancel 99 2")).isEqualTo(3);
      assertThat(err.toString()).isEqualToIgnoringNewLines("curfew: there is no process 99");
    }

    @Test
    @DisplayName("ends with 3 when the JVM does not answer in its time")
    void hanging() {
      int exitCode = Main.run(new String[] {"list", "13"}, session(1));

      assertThat(exitCode).isEqualTo(3);
      assertThat(err.toString()).startsWith("curfew: JVM 13 has not answered for 0 s");
    }

    @Test
    @DisplayName("ends with 3 when Curfew is taken out of the JVM meanwhile")
    void takenOut() throws Exception {
      jvms.server.unregisterMBean(FakeJvms.name());

      assertThat(run("cancel 42 2")).isEqualTo(3);
      assertThat(err.toString())
          .isEqualToIgnoringNewLines("curfew: Curfew has taken its MBean out of JVM 42");
    }
  }

  @Nested
  @DisplayName("a wrong command line ends with 2 and one sentence:")
  class Usage {

    @ParameterizedTest(name = "{0}")
    @ValueSource(
        strings = {
          "nonsense",
          "list",
          "list desk",
          "list 42 --password-file x",
          "show 42",
          "show 42 x",
          "top 42 --iterations 0",
          "top 42 --iterations 2 --json",
          "attach 7",
          "attach 7 a.B#c=soon",
          "attach 7 --config /nowhere.yaml",
          "attach host:9010 a.B#c=1s",
          "doctor host:9010",
          "list 42 --yaml",
          "cancel 42",
          "cancel 42 x",
          "cancel 42 0",
          "extend 42 2",
          "extend 42 2 soon",
          "extend 42 2 0s",
          "disable 42 --rule a --timer 2",
          "disable 42 --timer x",
          "disable 42 --timer 0",
          "disable 42 --rule=",
          "enable 42 --rule=",
          "enable 42 payment",
          "pause 42 --rule a --timer 2",
          "set 42 payment timeout",
          "set 42 payment timeout soon",
          "set 42 payment mode farce",
          "set 42 payment label x",
          "reset 42",
        })
    @DisplayName("words that are no command")
    void wrong(String line) {
      assertThat(run(line)).isEqualTo(2);

      assertThat(out.toString()).isEmpty();
      assertThat(err.toString().lines()).hasSize(1).first().asString().startsWith("curfew: ");
      assertThat(jvms.engine.commands()).isEmpty();
    }

    @Test
    @DisplayName("no words at all")
    void none() {
      assertThat(Main.run(new String[0], new PrintWriter(out), new PrintWriter(err))).isEqualTo(2);

      assertThat(err.toString()).contains("--help");
    }

    @Test
    @DisplayName("which names the command whose help there is")
    void help() {
      run("extend 42");

      assertThat(err.toString()).contains("see: java -jar curfew.jar extend --help");
    }
  }

  @Nested
  @DisplayName("prints")
  class Prints {

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"--help", "list --help", "cancel -h", "disable --help", "ps --help"})
    @DisplayName("help with the exit codes")
    void help(String line) {
      assertThat(run(line)).isZero();

      assertThat(out.toString())
          .contains("Usage: java -jar curfew.jar")
          .contains("Exit codes:")
          .containsPattern("4 +Curfew does not run in that JVM");
    }

    @Test
    @DisplayName("its version")
    void version() {
      assertThat(run("--version")).isZero();
      assertThat(out.toString()).startsWith("curfew ");
    }

    @Test
    @DisplayName("the JVMs with ps")
    void ps() {
      assertThat(run("ps")).isZero();
      assertThat(out.toString().lines())
          .containsExactly(
              "PID  CURFEW  MAIN CLASS",
              " 42  1.2.3   com.acme.Shop",
              "  7  no      \\u001b[31mEvil");
    }
  }
}
