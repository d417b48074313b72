package dev.curfew.manage;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMX;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanFeatureInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The MBean TimeoutManager")
class TimeoutManagerTest {
  private final FakeEngine engine = new FakeEngine();
  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private ObjectName name;
  private TimeoutManagerMXBean manager;
  private Registration registration;

  @BeforeEach
  void register() throws Exception {
    name = new ObjectName("dev.curfew:type=TimeoutManager");
    registration =
        Registration.in(
            server,
            new TimeoutManager(
                engine, "1.2.3", "curfew.yaml", new FakeMatches(), new FixedConfiguration()));
    manager = JMX.newMXBeanProxy(server, name, TimeoutManagerMXBean.class);
  }

  @AfterEach
  void unregister() throws Exception {
    registration.close();
  }

  @Nested
  @DisplayName("shows")
  class Shows {

    @Test
    @DisplayName("each live timer as a record that comes through JMX whole")
    void timers() {
      List<TimerInfo> timers = manager.getTimers();

      assertThat(timers).extracting(TimerInfo::id).containsExactly(1L, 2L, 3L, 4L);
      assertThat(timers.get(1))
          .isEqualTo(
              new TimerInfo(
                  2,
                  "payment",
                  "",
                  "checkout / payment",
                  1,
                  "worker-2",
                  102,
                  false,
                  "WARNED",
                  2000L,
                  1850,
                  0,
                  false,
                  150L,
                  "payment",
                  "interrupt",
                  "interrupt",
                  List.of("2026-01-02T03:04:05Z ACTIVE", "2026-01-02T03:04:06.600Z WARNED")));
    }

    @Test
    @DisplayName("no limit as null, which nobody can take for a number")
    void noLimit() throws Exception {
      CompositeData[] timers = (CompositeData[]) server.getAttribute(name, "Timers");

      assertThat(timers[3].get("timeoutMillis")).isNull();
      assertThat(timers[3].get("remainingMillis")).isNull();
      assertThat(timers[3].get("limitedBy")).isEqualTo("");
    }

    @Test
    @DisplayName("a deadline that has passed as a negative remaining time")
    void past() {
      assertThat(manager.getTimers().get(2).remainingMillis()).isEqualTo(-500);
    }

    @Test
    @DisplayName("the timers as an aligned table")
    void timersReport() {
      assertThat(manager.getTimersReport())
          .containsExactly(
              "ID  STATUS  REMAINING  ELAPSED  TIMEOUT  LIMITED BY  MODE       THREAD"
                  + "                PATH",
              " 1  ACTIVE        12s      18s      30s  checkout    interrupt  worker-1#101"
                  + "          checkout",
              " 2  WARNED      150ms  1s850ms       2s  payment     interrupt  worker-2#102"
                  + "          checkout / payment",
              " 3  GRACE      -500ms  2s500ms       2s  payment     interrupt  worker-3#103"
                  + "          payment",
              " 4  ACTIVE          -     1m1s        -  -           interrupt  worker-4#104 virtual"
                  + "  import");
    }

    @Test
    @DisplayName("the rules with configured and effective mode, as records and as a table")
    void rules() {
      manager.disable("rule:payment");

      assertThat(manager.getRules().get(1))
          .isEqualTo(
              new RuleInfo(
                  "payment",
                  "interrupt",
                  "observe",
                  30_000L,
                  30_000L,
                  "80%",
                  "80%",
                  10_000,
                  10_000,
                  false,
                  false,
                  "",
                  List.of(),
                  500,
                  4,
                  20,
                  4,
                  2,
                  1,
                  0,
                  0,
                  0,
                  1_500));
      assertThat(manager.getRulesReport()[2])
          .matches("payment +interrupt, now observe +500 +20 +4 +2 +1 +0 +0 +0 +30s +-");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
      "OpenCalls, 4",
      "Calls, 1507",
      "Warned, 10",
      "TimedOut, 5",
      "Stopped, 3",
      "Cancelled, 1",
      "Overdue, 6",
      "Healthy, true",
      "NotificationsSuppressed, 0",
      "WatcherScans, 1234",
      "WatcherPeriodMicros, 2000",
      "WatcherSuccessions, 0",
      "WatcherLastLatenessMillis, 4",
      "WatcherWorstLatenessMillis, 9",
      "EnforcersBusy, 1",
      "LostFrames, 2",
      "Orphans, 5",
      "TasksNotFollowed, 6",
      "RecordDirectory, /var/records",
      "RecordsWritten, 17",
      "RecordsUnwritten, 3",
      "RecordsDropped, 1",
      "RecordsLate, 2",
      "RecordProblem, disk full",
      "HandlersFailed, 5",
      "HandlersDropped, 6",
      "OldestHandlerMillis, 7000",
      "Stalls, 3",
      "StalledMillis, 4500",
      "Abandoned, 0",
      "Enabled, true",
      "ConfiguredMode, 'interrupt, observe'",
      "EffectiveMode, 'interrupt, observe'",
      "Version, 1.2.3",
      "ConfigurationSource, curfew.yaml",
    })
    @DisplayName("sums, health and what it runs with")
    void attributes(String attribute, String value) throws Exception {
      assertThat(server.getAttribute(name, attribute)).hasToString(value);
    }

    @Test
    @DisplayName("what the rules matched, asked anew at each reading")
    void configurationReport() {
      assertThat(manager.getConfigurationReport()).containsExactly("rule 'a': 3 woven");
    }

    @Test
    @DisplayName("the last counters, and that it is not healthy, while the watcher does not answer")
    void countersStay() {
      assertThat(manager.getCalls()).isEqualTo(1507);
      engine.stopAnswering();
      manager.disable("all"); // a command makes the next reading ask again

      assertThat(manager.getCalls()).isEqualTo(1507);
      assertThat(manager.isHealthy()).isFalse();
      assertThat(manager.getWatcherLastFailure()).isEqualTo("java.lang.Error: broken");
    }

    @Test
    @DisplayName("control characters of a thread's name escaped in the table, as they are in data")
    void controlCharacters() {
      engine.add(Timers.onThread("evil\u001b[2J\nname"));

      assertThat(manager.getTimersReport())
          .anyMatch(line -> line.contains("evil\\u001b[2J\\u000aname"));
      assertThat(manager.getTimers())
          .extracting(TimerInfo::threadName)
          .contains("evil\u001b[2J\nname");
    }
  }

  @Nested
  @DisplayName("for tools")
  class Metadata {
    private MBeanInfo info;

    @BeforeEach
    void readInfo() throws Exception {
      info = server.getMBeanInfo(name);
    }

    @Test
    @DisplayName("describes itself, each attribute and each operation in a sentence")
    void descriptions() {
      assertThat(info.getDescription()).startsWith("Timeouts of this JVM");
      assertThat(Stream.of(info.getAttributes(), info.getOperations()).flatMap(Arrays::stream))
          .allSatisfy(
              feature -> assertThat(feature.getDescription()).contains(" ").hasSizeLessThan(120));
    }

    @Test
    @DisplayName("names and describes each parameter")
    void parameters() {
      Set<String> operations =
          Arrays.stream(info.getOperations()).map(Metadata::signature).collect(toSet());

      assertThat(operations)
          .containsExactlyInAnyOrder(
              "cancelTimer(id)",
              "cancelTimer(id,reason)",
              "cancelTimers(selector,reason)",
              "extendTimer(id,duration)",
              "extendTimer(id,duration,reason)",
              "extendTimers(selector,duration,reason)",
              "expireCall(id)",
              "expireCall(id,reason)",
              "expireCalls(selector,reason)",
              "disable(target)",
              "disable(target,reason)",
              "enable(target)",
              "enable(target,reason)",
              "pause(target)",
              "pause(target,reason)",
              "resume(target)",
              "resume(target,reason)",
              "set(rule,key,value)",
              "set(rule,key,value,reason)",
              "reset(rule)",
              "reload(reason)",
              "detach(reason)",
              "reset(rule,reason)");
      assertThat(Arrays.stream(info.getOperations()).flatMap(o -> Arrays.stream(o.getSignature())))
          .allSatisfy(parameter -> assertThat(parameter.getDescription()).contains(" "));
    }

    private static String signature(MBeanOperationInfo operation) {
      return operation.getName()
          + Arrays.stream(operation.getSignature())
              .map(MBeanParameterInfo::getName)
              .collect(Collectors.joining(",", "(", ")"));
    }

    @Test
    @DisplayName("lists the operations by name, the short form first, each an action")
    void impact() {
      List<String> names =
          Arrays.stream(info.getOperations()).map(MBeanFeatureInfo::getName).toList();

      assertThat(names).isSorted();
      assertThat(Arrays.stream(info.getOperations()).map(Metadata::signature))
          .startsWith("cancelTimer(id)", "cancelTimer(id,reason)");
      assertThat(info.getOperations())
          .extracting(MBeanOperationInfo::getImpact)
          .containsOnly(MBeanOperationInfo.ACTION);
    }

    @Test
    @DisplayName("has operations that JConsole can call: long and String in, String out")
    void types() {
      assertThat(Arrays.stream(info.getOperations()).flatMap(o -> Arrays.stream(o.getSignature())))
          .extracting(MBeanParameterInfo::getType)
          .containsOnly("long", "java.lang.String");
      assertThat(info.getOperations())
          .extracting(MBeanOperationInfo::getReturnType)
          .containsOnly("java.lang.String");
    }

    @Test
    @DisplayName("publishes whatever can be read as an attribute, and none that can be written")
    void readable() {
      List<String> getters =
          Arrays.stream(TimeoutManagerMXBean.class.getMethods())
              .map(Method::getName)
              .filter(method -> method.matches("(get|is)[A-Z].*"))
              .map(method -> method.replaceFirst("get|is", ""))
              .toList();

      assertThat(info.getAttributes())
          .extracting(MBeanAttributeInfo::getName)
          .containsExactlyInAnyOrderElementsOf(getters);
      assertThat(info.getAttributes()).noneMatch(MBeanAttributeInfo::isWritable);
    }
  }

  @Nested
  @DisplayName("on command")
  class Commands {

    @Test
    @DisplayName("cancels a timer and says so")
    void cancel() {
      assertThat(manager.cancelTimer(2)).isEqualTo("CANCELLED: timer 2 (checkout / payment)");
      assertThat(engine.commands()).containsExactly("cancelTimer 2 by local");
    }

    @Test
    @DisplayName("extends a timer by a duration as in the configuration")
    void extend() {
      assertThat(manager.extendTimer(1, "1m30s")).startsWith("EXTENDED: timer 1");
      assertThat(engine.commands()).containsExactly("extendTimer 90000000000 1 by local");
    }

    @Test
    @DisplayName("expires a call")
    void expire() {
      assertThat(manager.expireCall(1)).startsWith("EXPIRED: timer 1");
      assertThat(engine.commands()).containsExactly("expireCall 1 by local");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
      "all, disableAll by local",
      "ALL, disableAll by local",
      "rule:payment, disableRule payment by local",
      "' rule: payment ', disableRule payment by local",
      "2, disableTimer 2 by local",
    })
    @DisplayName("disables all, a rule or a timer")
    void disable(String target, String command) {
      assertThat(manager.disable(target)).startsWith("DISABLED: ");
      assertThat(engine.commands()).containsExactly(command);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
      "timeout, 1m30s, SET: rule 'payment', set payment timeout 1m30s by local",
      "warn-at, 50%, SET: rule 'payment', set payment warn-at 0.5 by local",
      "warn-at, never, SET: rule 'payment', set payment warn-at never by local",
      "grace, 0s, SET: rule 'payment', set payment grace 0s by local",
      "mode, observe, SET: rule 'payment', set payment mode observe by local",
    })
    @DisplayName("sets what a rule has, as the configuration would")
    void set(String key, String value, String answer, String command) {
      assertThat(manager.set("payment", key, value)).isEqualTo(answer);
      assertThat(manager.reset("payment")).isEqualTo("RESET: rule 'payment'");
      assertThat(engine.commands()).containsExactly(command, "reset payment by local");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
      "timeout, 0s, a timeout is above 0",
      "timeout, String, is not a duration",
      "warn-at, 2, is not a part of the timeout",
      "mode, farce, is no mode; allowed",
      "label, x, can't be set; allowed",
    })
    @DisplayName("refuses to set what a rule can't have, and changes nothing")
    void setWrong(String key, String value, String message) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> manager.set("payment", key, value))
          .withMessageContaining(message);
      assertThat(engine.commands()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
      "all, pauseAll by local, resumeAll by local",
      "rule:payment, pauseRule payment by local, resumeRule payment by local",
      "2, pauseTimer 2 by local, resumeTimer 2 by local",
    })
    @DisplayName("pauses and resumes all, a rule or a timer")
    void pause(String target, String pause, String resume) {
      assertThat(manager.pause(target)).startsWith("PAUSED: ");
      assertThat(manager.resume(target)).startsWith("RESUMED: ");
      assertThat(engine.commands()).containsExactly(pause, resume);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
      "all, enableAll by local",
      "rule:payment, enableRule payment by local",
      "2, enableTimer 2 by local",
    })
    @DisplayName("enables all, a rule or a timer")
    void enable(String target, String command) {
      assertThat(manager.enable(target)).startsWith("ENABLED: ");
      assertThat(engine.commands()).containsExactly(command);
    }

    @Test
    @DisplayName("shows at once that all is disabled")
    void disabledIsSeen() {
      assertThat(manager.getEffectiveMode()).isEqualTo("interrupt, observe");

      manager.disable("all");

      assertThat(manager.isEnabled()).isFalse();
      assertThat(manager.getEffectiveMode()).isEqualTo("observe");
      assertThat(manager.getConfiguredMode()).isEqualTo("interrupt, observe");
    }

    @Test
    @DisplayName("says in words what could not be done")
    void refusals() {
      assertThat(manager.cancelTimer(77)).isEqualTo("NO_SUCH_TIMER: there is no timer 77");
      assertThat(manager.extendTimer(3, "1s")).isEqualTo("TOO_LATE: timer 3 is being stopped");
      assertThat(manager.disable("rule:nobody"))
          .isEqualTo("NO_SUCH_RULE: there is no rule 'nobody'");
    }
  }

  @Nested
  @DisplayName("refuses, and changes nothing")
  class Refuses {

    @ParameterizedTest(name = "id {0}")
    @ValueSource(longs = {0, -1})
    @DisplayName("what JConsole sends for an id that was left alone")
    void ids(long id) {
      assertThatThrownBy(() -> manager.cancelTimer(id))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(id + " is no timer's id; the attribute Timers has them");
      assertThatThrownBy(() -> manager.expireCall(id)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> manager.extendTimer(id, "30s"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(engine.commands()).isEmpty();
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
        strings = {"String", "", " ", "payment", "everything", "1.5", "99999999999999999999"})
    @DisplayName("a target that is none, and names those that are")
    void targets(String target) {
      assertThatThrownBy(() -> manager.disable(target))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("allowed: all, rule:<name> or the id of a timer");
      assertThatThrownBy(() -> manager.enable(target)).isInstanceOf(IllegalArgumentException.class);
      assertThat(engine.commands()).isEmpty();
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"0", "-2", "rule:", "rule: "})
    @DisplayName("no rule and no timer, which must never come to mean all")
    void nothing(String target) {
      assertThatThrownBy(() -> manager.disable(target))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the attribute");
      assertThat(engine.commands()).isEmpty();
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"String", "", "30", "-5s", "0s", "never"})
    @DisplayName("a duration that is none, and says how to write one")
    void durations(String duration) {
      assertThatThrownBy(() -> manager.extendTimer(1, duration))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("30s");
      assertThat(engine.commands()).isEmpty();
    }

    @Test
    @DisplayName("bad input with an exception of java.lang, because others don't reach JConsole")
    void exceptions() {
      assertThatThrownBy(
              () ->
                  server.invoke(
                      name,
                      "disable",
                      new Object[] {"String"},
                      new String[] {String.class.getName()}))
          .isInstanceOf(RuntimeMBeanException.class)
          .cause()
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasNoCause();
    }
  }

  @Nested
  @DisplayName("keeps an audit log")
  class Audit {

    @Test
    @DisplayName("with time, caller, command, reason and answer, also of what was refused")
    void lines() {
      Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      manager.extendTimer(2, "90s", "the bank is slow");
      manager.cancelTimer(3);

      String[] log = manager.getAuditLog();

      assertThat(log).hasSize(2);
      String[] first = log[0].split(" ", 2);
      assertThat(Instant.parse(first[0])).isBetween(before, Instant.now());
      assertThat(first[1])
          .isEqualTo(
              "local extendTimer 2 1m30s (\"the bank is slow\"):"
                  + " EXTENDED: timer 2 (checkout / payment)");
      assertThat(log[1]).endsWith(" local cancelTimer 3: TOO_LATE: timer 3 is being stopped");
    }

    @Test
    @DisplayName("as records too")
    void records() {
      manager.extendTimer(2, "90s", "the bank is slow");
      manager.cancelTimer(3);

      AuditEntry first = manager.getAudit().get(0);
      assertThat(first)
          .isEqualTo(
              new AuditEntry(
                  first.at(),
                  "local",
                  "extendTimer 2 1m30s",
                  "the bank is slow",
                  "EXTENDED",
                  "EXTENDED: timer 2 (checkout / payment)"));
      assertThat(manager.getAudit().get(1).outcome()).isEqualTo("TOO_LATE");
      assertThat(manager.getAudit().get(1).reason()).isEmpty();
    }

    @Test
    @DisplayName("of the last hundred commands")
    void bounded() {
      for (int i = 1; i <= 105; i++) {
        manager.cancelTimer(1000 + i);
      }

      assertThat(manager.getAuditLog()).hasSize(100);
      assertThat(manager.getAuditLog()[0]).contains("cancelTimer 1006:");
    }

    @Test
    @DisplayName("in which nobody can forge a line, by a name or by a reason")
    void noForgery() {
      manager.disable("rule:x\n2030-01-01T00:00:00Z root enable all: ENABLED");
      manager.cancelTimer(1, "x\"): CANCELLED\n2030-01-01T00:00:00Z root enable all: ENABLED");

      assertThat(manager.getAuditLog()).hasSize(2);
      assertThat(manager.getAuditLog()[0]).contains("x\\u000a2030").doesNotContain("\n");
      assertThat(manager.getAuditLog()[1])
          .contains("(\"x\\\"): CANCELLED\\u000a2030")
          .doesNotContain("\n");
    }
  }

  @Nested
  @DisplayName("takes a reason with each command")
  class Reasons {

    @Test
    @DisplayName("and hands it to the engine, with who it was")
    void handedOn() {
      manager.cancelTimer(1, "why 1");
      manager.extendTimer(1, "1s", "why 2");
      manager.expireCall(1, "why 3");
      manager.disable("all", "why 4");
      manager.enable("rule:payment", "why 5");
      manager.pause("2", "why 6");
      manager.resume("2", "why 7");
      manager.set("payment", "mode", "OBSERVE", "why 8");
      manager.reset("payment", "why 9");

      assertThat(engine.commands())
          .containsExactly(
              "cancelTimer 1 by local because why 1",
              "extendTimer 1000000000 1 by local because why 2",
              "expireCall 1 by local because why 3",
              "disableAll by local because why 4",
              "enableRule payment by local because why 5",
              "pauseTimer 2 by local because why 6",
              "resumeTimer 2 by local because why 7",
              "set payment mode observe by local because why 8",
              "reset payment by local because why 9");
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"String", " ", ""})
    @DisplayName("unless there is none, or JConsole's placeholder was left")
    void none(String reason) {
      manager.cancelTimer(1, reason);

      assertThat(manager.getAudit().get(0).reason()).isEmpty();
      assertThat(engine.commands()).containsExactly("cancelTimer 1 by local");
    }

    @Test
    @DisplayName("of at most 500 characters")
    void bounded() {
      manager.cancelTimer(1, "x".repeat(10_000));

      assertThat(manager.getAudit().get(0).reason()).hasSize(500);
    }
  }

  @Nested
  @DisplayName("commands many timers at once")
  class Many {

    @Test
    @DisplayName("and counts what became of each")
    void counted() {
      assertThat(manager.expireCalls("rule:payment", "stuck")).isEqualTo("EXPIRED 1, TOO_LATE 1");
      assertThat(manager.cancelTimers("all", "")).isEqualTo("CANCELLED 3, TOO_LATE 1");
      assertThat(manager.extendTimers("ids:1+4", "30s", "")).isEqualTo("EXTENDED 2");
      assertThat(engine.commands())
          .startsWith("expireCall 2 by local because stuck", "expireCall 3 by local because stuck")
          .endsWith("extendTimer 30000000000 1 by local", "extendTimer 30000000000 4 by local");
    }

    @Test
    @DisplayName("with one line in the audit log, that has the counts")
    void audited() {
      manager.expireCalls("rule:payment,status:warned", "stuck");

      assertThat(manager.getAudit())
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.command()).isEqualTo("expireCalls rule:payment,status:WARNED");
                assertThat(entry.reason()).isEqualTo("stuck");
                assertThat(entry.outcome()).isEqualTo("EXPIRED");
                assertThat(entry.answer()).isEqualTo("EXPIRED 1");
              });
    }

    @Test
    @DisplayName("and says when there was none")
    void none() {
      assertThat(manager.cancelTimers("rule:nobody", ""))
          .isEqualTo("NO_SUCH_TIMER: no live timer is rule:nobody");
    }

    @Test
    @DisplayName("and says that nothing is known when the watcher does not list them")
    void noAnswer() {
      engine.stopAnswering();

      assertThat(manager.cancelTimers("all", "")).startsWith("NO_ANSWER: ");
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"String", "", "payment", "rule:", "all,rule:payment", "7"})
    @DisplayName("none when the selector is none, and names what is allowed")
    void wrong(String selector) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> manager.expireCalls(selector, ""))
          .withMessageContaining("allowed: rule:<name>");
      assertThat(engine.commands()).isEmpty();
      assertThat(manager.getAuditLog()).isEmpty();
    }
  }

  @Nested
  @DisplayName("shows where calls are and were")
  class WhereTheyAre {

    @Test
    @DisplayName("the stacks of live timers, each after a line with its id")
    void stacks() {
      assertThat(manager.getStacks())
          .startsWith(
              "#1 ACTIVE checkout on worker-1#101",
              "    at com.acme.Shop.pay(Shop.java:42)",
              "#2 WARNED checkout / payment on worker-2#102");
    }

    @Test
    @DisplayName("the timers that ended otherwise than in time, with their stacks")
    void history() {
      engine.ended(Timers.timedOut(7));

      EndedTimerInfo ended = manager.getHistory().get(0);
      assertThat(ended.id()).isEqualTo(7);
      assertThat(ended.status()).isEqualTo("TIMEOUT");
      assertThat(ended.reason()).isEqualTo("deadline");
      assertThat(ended.timeoutMillis()).isEqualTo(2000);
      assertThat(ended.elapsedMillis()).isEqualTo(2500);
      assertThat(ended.history()).containsExactly("2026-01-02T03:04:05Z ACTIVE");
      assertThat(ended.stackAtExpiry()).containsExactly("com.acme.Shop.pay(Shop.java:42)");
      assertThat(ended.stackAtGraceEnd()).isEmpty();
      assertThat(manager.getHistoryReport())
          .containsExactly(
              "#7 TIMEOUT (deadline) checkout on worker-7#107, 2026-01-02T03:04:05Z to"
                  + " 2026-01-02T03:04:08Z, took 2s500ms of 2s",
              "    at com.acme.Shop.pay(Shop.java:42)");
    }
  }
}
