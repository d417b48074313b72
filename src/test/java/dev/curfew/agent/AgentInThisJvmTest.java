package dev.curfew.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.example.jobs.HangingJob;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.curfew.api.TimeoutExceededException;
import dev.curfew.api.Timeouts;
import dev.curfew.bridge.CurfewCursor;
import dev.curfew.bridge.CurfewLine;
import dev.curfew.bridge.CurfewLines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.management.ObjectName;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The agent, loaded into this JVM")
@Timeout(60)
class AgentInThisJvmTest {
  @TempDir Path directory;
  private final PrintStream stderr = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    System.clearProperty(Preconditions.STARTED);
  }

  @AfterEach
  void restore() {
    System.setErr(stderr);
    System.clearProperty(Preconditions.STARTED);
    System.clearProperty("curfew.enabled");
    System.clearProperty("curfew.last.site");
    System.clearProperty("curfew.last.timer");
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  private static void load(String argument) {
    CurfewAgent.agentmain(argument, ByteBuddyAgent.install());
  }

  private static Aftermath started(String argument) throws Refusal {
    Preparation preparation = Preparation.start(argument);
    return Startup.run(preparation.configuration(), argument, ByteBuddyAgent.install());
  }

  @Test
  @DisplayName(
      "weaves a class that was loaded before, stops its call, records it, shows itself in JMX")
  void wholeWay() throws Exception {
    assertThat(HangingJob.quick()).isEqualTo(42);
    String job = HangingJob.class.getName();

    // Not through agentmain: the engine has to be stopped again.
    RunningAgent agent =
        started(job + "#hang=200ms;" + job + "#missing=1s;records.directory=" + directory).agent();

    assertThat(said()).contains("2 rules").contains("records in " + directory);
    assertThatThrownBy(HangingJob::hang)
        .isInstanceOf(TimeoutExceededException.class)
        .matches(Timeouts::isTimeout)
        .hasCauseInstanceOf(InterruptedException.class)
        .satisfies(e -> assertThat(((TimeoutExceededException) e).info().path()).contains("hang"));
    await().until(() -> records().size() == 2);
    JsonObject last = records().get(1);
    assertThat(last.get("event").getAsString()).isEqualTo("ended");
    assertThat(last.get("status").getAsString()).isEqualTo("TIMEOUT");
    assertThat(last.get("timeoutMillis").getAsLong()).isEqualTo(200);
    assertThat(last.get("elapsedMillis").getAsLong()).isGreaterThanOrEqualTo(200);
    assertThat(last.get("start").getAsString()).endsWith("Z");
    assertThat(last.get("end").getAsString()).endsWith("Z");
    assertThat(last.get("thrown").getAsString()).isEqualTo("java.lang.InterruptedException");
    assertThat(last.getAsJsonObject("stacks").getAsJsonArray("expiry")).isNotEmpty();
    ObjectName manager = new ObjectName("dev.curfew:type=TimeoutManager");
    await().until(() -> ManagementFactory.getPlatformMBeanServer().isRegistered(manager));
    assertThat(ManagementFactory.getPlatformMBeanServer().getAttribute(manager, "TimedOut"))
        .isEqualTo(1L);
    assertThat(agent.report().idleRules()).singleElement().asString().contains("missing");
    agent.engine().stop();
    ManagementFactory.getPlatformMBeanServer().unregisterMBean(manager);
  }

  @Test
  @DisplayName("taken out again, leaves code that calls nothing of it, and can be loaded once more")
  void takenOut() throws Exception {
    String argument = HangingJob.class.getName() + "#quick=1h;records.directory=" + directory;
    Aftermath agent = started(argument);
    long before = entered();
    assertThat(HangingJob.quick()).isEqualTo(42);
    assertThat(entered()).isEqualTo(before + 1);

    Path answer = directory.resolve("answer");
    agent.surfaces().command("detach;out=" + answer);
    await().until(() -> Files.exists(answer));

    assertThat(Files.readString(answer)).startsWith("DETACHED: ");
    assertThat(HangingJob.quick()).isEqualTo(42);
    assertThat(entered()).isEqualTo(before + 1);
    assertThat(System.getProperty(Preconditions.STARTED)).isNull();
    Aftermath again = started(argument);
    long counted = calls(again); // those of other tests' engines in this JVM, which had its number
    assertThat(HangingJob.quick()).isEqualTo(42);
    assertThat(entered()).isEqualTo(before + 2);
    assertThat(calls(again)).isEqualTo(counted + 1);
    agent.surfaces().command("detach"); // does nothing any more
    Path last = directory.resolve("last");
    again.surfaces().command("detach;out=" + last);
    await().until(() -> Files.exists(last));
  }

  private static long calls(Aftermath agent) {
    return agent.agent().engine().control().rules().get(0).counts().calls();
  }

  /** Calls of entry methods in this JVM, as woven code counts them. */
  private static long entered() {
    long[] calls = new long[1 << 14];
    for (CurfewLines.Block block : CurfewLines.blocks()) {
      for (int line = 0; line < block.used(); line++) {
        CurfewCursor first = block.first(line);
        if (first != null && first.outer() == null && first.owner() instanceof CurfewLine owner) {
          owner.addCountsTo(calls, new long[calls.length]);
        }
      }
    }
    return LongStream.of(calls).sum();
  }

  private List<JsonObject> records() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      Path file = files.findFirst().orElse(null);
      return file == null
          ? List.of()
          : Files.readAllLines(file).stream()
              .map(line -> JsonParser.parseString(line).getAsJsonObject())
              .toList();
    }
  }

  @Test
  @DisplayName("says all that is wrong with its configuration, and the program goes on without it")
  void brokenConfiguration() {
    load("a.B#c=never;grace=x");

    assertThat(said())
        .contains("the configuration can't be used")
        .contains("never")
        .contains("grace")
        .contains("the program runs without Curfew");
    assertThat(System.getProperty(Preconditions.STARTED)).isNull();
  }

  @Test
  @DisplayName("does nothing when it is switched off, and says so when it runs already")
  void preconditions() {
    System.setProperty("curfew.enabled", "false");
    load("a.B#c=1s");
    assertThat(said()).isEmpty();

    System.clearProperty("curfew.enabled");
    System.setProperty(Preconditions.STARTED, "1.2.3");
    load("a.B#c=1s");
    assertThat(said()).contains("1.2.3 is running in this JVM already");
  }

  @Test
  @DisplayName("an error of its own stays inside and is said")
  void ownError() {
    CurfewAgent.agentmain("a.B#c=1s", null);
    assertThat(said()).contains("could not start").contains("the program runs without Curfew");
  }
}
