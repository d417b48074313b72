package dev.curfew.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Run by the profile night: {@code mvn -Pnight verify}. */
@DisplayName("A night at the console")
@Timeout(300)
class NightAtTheConsole {
  private static final String STUCK_SINCE = "no file since midnight";
  private static final long HOUR = TimeUnit.HOURS.toMillis(1);

  @TempDir Path directory;

  private interface Open {
    Console on(long pid) throws Exception;
  }

  @OnEachJdk
  @DisplayName("with the command line")
  void commandLine(Jdk jdk) throws Exception {
    night(jdk, pid -> new CommandLineConsole(jdk, pid));
  }

  @OnEachJdk
  @DisplayName("with jcmd alone")
  void jcmd(Jdk jdk) throws Exception {
    night(jdk, pid -> new JcmdConsole(jdk, pid, directory));
  }

  @OnEachJdk
  @DisplayName("with a client of JMX")
  void jmx(Jdk jdk) throws Exception {
    night(jdk, JmxConsole::new);
  }

  private void night(Jdk jdk, Open console) throws Exception {
    Path configuration = directory.resolve("curfew.yaml");
    configure(configuration, "200ms");
    try (ChildJvm program =
            ChildJvm.java(jdk)
                .agent(configuration.toString())
                .classPath(ChildJvm.testClasses())
                .main("com.example.night.Night")
                .awaitLine("up")
                .awaitLine("checkout TimeoutExceededException");
        Console operator = console.on(program.pid())) {
      findAndEndStuckJob(program, operator);
      endStuckFetches(program, operator);
      disableWrongRule(program, operator);
      mendConfiguration(program, operator, configuration);
      assertThat(program.err()).as("the audit log").contains(STUCK_SINCE, "wrong limit", "mended");
    }
  }

  private void configure(Path file, String checkout) throws Exception {
    Files.writeString(
        file,
        """
        defaults: {warn-at: never, grace: 2s}
        rules:
          - {name: nightly, methods: com.example.night.Night#nightly, timeout: 10m}
          - {name: fetch, methods: com.example.night.Night#fetch, timeout: 1h}
          - {name: checkout, methods: com.example.night.Night#checkout, timeout: %s}
        records: {directory: %s}
        """
            .formatted(checkout, directory.resolve("records")));
  }

  /** Found in the list, understood by its stack, given more time, then ended all the same. */
  private static void findAndEndStuckJob(ChildJvm program, Console operator) throws Exception {
    assertThat(operator.timers("nightly")).hasSize(1);
    long id = operator.timers("nightly").get(0).id();
    assertThat(operator.show(id)).contains("com.example.night.Night.awaitFile");

    assertThat(operator.extend(id, "1h", "perhaps it comes")).contains("EXTENDED");
    assertThat(operator.timers("nightly").get(0).remainingMillis()).isGreaterThan(HOUR);

    assertThat(operator.expire(id, STUCK_SINCE)).contains("EXPIRED");
    program.awaitLine("nightly TimeoutExceededException");
    assertThat(operator.timers("nightly")).isEmpty();
  }

  private static void endStuckFetches(ChildJvm program, Console operator) throws Exception {
    assertThat(operator.timers("fetch")).hasSize(400);

    assertThat(operator.expireAllOf("fetch", "the service is down")).contains("EXPIRED 400");
    program.awaitLine("fetch: all stopped");
    assertThat(operator.timers("fetch")).isEmpty();
  }

  private static void disableWrongRule(ChildJvm program, Console operator) throws Exception {
    assertThat(operator.disable("checkout", "wrong limit")).contains("DISABLED");
    awaitMore(program, 3);
  }

  private void mendConfiguration(ChildJvm program, Console operator, Path file) throws Exception {
    configure(file, "20s");
    // Curfew itself may have noticed the file first.
    assertThat(operator.reload("mended")).containsAnyOf("RELOADED", "UNCHANGED");
    assertThat(operator.enable("checkout", "mended")).contains("ENABLED");

    long stopped = checkouts(program, "TimeoutExceededException");
    awaitMore(program, 20); // takes longer than the time in which nothing is stopped after enable
    assertThat(checkouts(program, "TimeoutExceededException")).isEqualTo(stopped);
  }

  private static long checkouts(ChildJvm program, String end) {
    return program.out().lines().filter(("checkout " + end)::equals).count();
  }

  private static void awaitMore(ChildJvm program, int count) {
    long before = checkouts(program, "ok");
    await().atMost(Duration.ofMinutes(1)).until(() -> checkouts(program, "ok") >= before + count);
  }
}
