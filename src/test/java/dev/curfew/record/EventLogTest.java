package dev.curfew.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.engine.Answer.Outcome;
import dev.curfew.engine.Origin;
import dev.curfew.engine.RuleChange;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The log")
class EventLogTest {
  private static final String EVIL =
      "x\" id=99 status=\"\nERROR curfew - timed-out id=100 \\\" \u2028\u202e\u001b[2J";

  private static final Pattern LINE =
      Pattern.compile("\\[main\\] (INFO|WARN|ERROR) curfew - ([a-z-]+)((?: [a-z-]+=\\S.*)?)");
  private static final Pattern VALUE =
      Pattern.compile("\\G ([a-z-]+)=(\"(?:[^\"\\\\]|\\\\.)*\"|[^\" ]+)");

  private final EventLog log = new EventLog();
  private final PrintStream stderr = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(stderr);
  }

  /** The one line, its event under "event". */
  private Map<String, String> line() {
    List<String> lines = said.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(1);
    String line = lines.get(0).replaceFirst("^\\[[^]]*\\]", "[main]");
    Matcher whole = LINE.matcher(line);
    assertThat(whole.matches()).as(line).isTrue();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("event", whole.group(2));
    Matcher value = VALUE.matcher(whole.group(3));
    while (value.find()) {
      assertThat(values.put(value.group(1), value.group(2))).as(value.group(1)).isNull();
    }
    return values;
  }

  static Stream<Arguments> timerEvents() {
    Origin origin = new Origin(EVIL, EVIL);
    return Stream.of(
        event("warned", l -> l.log(Event.WARNED, Reports.evil(7, EVIL))),
        event("timed-out", l -> l.log(Event.EXPIRED, Reports.evil(7, EVIL))),
        event("abandoned", l -> l.log(Event.ABANDONED, Reports.evil(7, EVIL))),
        event("overdue", l -> l.log(Event.OVERDUE, Reports.evil(7, EVIL))),
        event("ended", l -> l.log(Event.ENDED, Reports.evil(7, EVIL))),
        event("recovered", l -> l.log(Event.ENDED, Reports.recovered(7))),
        event("open-at-exit", l -> l.log(Event.OPEN_AT_EXIT, Reports.evil(7, EVIL))),
        event("stopped", l -> l.stopped(Reports.evil(7, EVIL))),
        event("cancelled", l -> l.cancelled(Reports.evil(7, EVIL), origin)),
        event("disabled", l -> l.switched(Reports.evil(7, EVIL), Outcome.DISABLED, origin)),
        event("resumed", l -> l.switched(Reports.evil(7, EVIL), Outcome.RESUMED, origin)),
        event("extended", l -> l.extended(Reports.evil(7, EVIL), Duration.ofSeconds(30), origin)));
  }

  static Stream<Arguments> otherEvents() {
    Origin origin = new Origin(EVIL, EVIL);
    return Stream.of(
        event("rule-changed", l -> l.ruleChanged(new RuleChange("a", "mode", "off"), origin)),
        event(
            "all-rules-changed", l -> l.ruleChanged(new RuleChange("", "paused", "true"), origin)),
        event("configuration-changed", l -> l.configuration(EVIL, List.of(), origin)),
        event("configuration-refused", l -> l.configuration("x", List.of(EVIL, EVIL), origin)),
        event("records-written-again", l -> l.writable(new File(EVIL))),
        event("old-records-not-removed", l -> l.notRemoved(new File("x"), new IOException(EVIL))));
  }

  private static Arguments event(String name, Consumer<EventLog> logged) {
    return Arguments.of(name, logged);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("timerEvents")
  @DisplayName("has one line for each event of a timer, with its id, that no name can forge")
  void timers(String event, Consumer<EventLog> logged) {
    logged.accept(log);

    Map<String, String> line = line();
    assertThat(line).containsEntry("event", event).containsEntry("id", "7");
    assertThat(line).containsKeys("at", "rule", "path", "thread", "tid", "elapsed");
    assertThat(Instant.parse(line.get("at"))).isBeforeOrEqualTo(Instant.now());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("otherEvents")
  @DisplayName("has one line for each other event, that no name can forge")
  void others(String event, Consumer<EventLog> logged) {
    logged.accept(log);

    assertThat(line()).containsEntry("event", event);
  }

  @Test
  @DisplayName("shows what was escaped, so that nothing is lost")
  void escaped() {
    log.stopped(Reports.evil(7, "a\"b\\c\nd"));

    assertThat(line()).containsEntry("label", "\"a\\\"b\\\\c\\u000ad\"");
  }

  @Test
  @DisplayName("says of an extended timer by how much, who did it, and why")
  void extended() {
    log.extended(
        Reports.running(7), Duration.ofSeconds(30), new Origin("ann@10.0.0.1", "slow bank"));

    assertThat(line())
        .containsEntry("more", "30000ms")
        .containsEntry("by", "\"ann@10.0.0.1\"")
        .containsEntry("reason", "\"slow bank\"");
  }

  @Test
  @DisplayName("has the innermost ten frames of a timed-out call's stack in its line")
  void stack() {
    List<StackTraceElement> deep =
        Stream.iterate(0, i -> i + 1)
            .limit(50)
            .map(i -> new StackTraceElement("a.B", "m" + i, "B.java", 1))
            .toList();

    log.log(Event.EXPIRED, Reports.withStack(7, deep));

    assertThat(line().get("stack"))
        .startsWith("\"a.B.m0(B.java:1) < a.B.m1(B.java:1) < ")
        .endsWith("a.B.m9(B.java:1)\"");
  }
}
