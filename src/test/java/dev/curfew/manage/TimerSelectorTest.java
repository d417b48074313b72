package dev.curfew.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A selector of timers")
class TimerSelectorTest {
  private static final List<TimerInfo> TIMERS =
      List.of(
          timer(1, "checkout", "", "ACTIVE", 100),
          timer(2, "import", "eu-1", "WARNED", 60_000),
          timer(3, "import", "eu-2", "GRACE", 60_001),
          timer(4, "import", "us", "ABANDONED", 90_000));

  private static TimerInfo timer(long id, String rule, String label, String status, long elapsed) {
    return new TimerInfo(
        id, rule, label, rule, 0, "t", 7, false, status, null, elapsed, 0, false, null, "", "x",
        "x", List.of());
  }

  @ParameterizedTest(name = "{0} selects {1}")
  @CsvSource({
    "all, 1 2 3 4",
    "' ALL ', 1 2 3 4",
    "rule:import, 2 3 4",
    "' Rule: import ', 2 3 4",
    "label:eu-*, 2 3",
    "label:*, 2 3 4",
    "label:us, 4",
    "status:grace, 3",
    "status:ABANDONED, 4",
    "older-than:1m, 3 4",
    "older-than:PT89S, 4",
    "'rule:import,label:eu-*,older-than:60s', 3",
    "'rule:checkout,status:GRACE', ''",
    "ids:3, 3",
    "ids:3+1+77, 1 3",
  })
  @DisplayName("takes the timers for which all of its conditions hold")
  void selects(String text, String ids) {
    TimerSelector selector = TimerSelector.parse(text);

    List<String> selected =
        TIMERS.stream().filter(selector::matches).map(t -> Long.toString(t.id())).toList();

    assertThat(String.join(" ", selected)).isEqualTo(ids);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "all, all",
    "'rule: import , status:grace', 'rule:import,status:GRACE'",
    "older-than:90s, older-than:1m30s",
    "ids:9+3+9, ids:3+9",
    "'LABEL:EU-*,rule:a b', 'label:EU-*,rule:a b'",
  })
  @DisplayName("prints as it can be read again")
  void prints(String text, String printed) {
    assertThat(TimerSelector.parse(text)).hasToString(printed);
    assertThat(TimerSelector.parse(printed)).hasToString(printed);
  }

  @ParameterizedTest(name = "\"{0}\": {1}")
  @CsvSource({
    "String, '\"String\" selects no timers; allowed: rule:<name>, label:<pattern>'",
    "'', '\"\" selects no timers'",
    "0, '\"0\" selects no timers'",
    "'rule:a,', '\"\" selects no timers'",
    "'all,rule:a', '\"all\" selects no timers'",
    "rule:, '\"rule:\" has no value'",
    "'rule:a,rule:b', 'has rule twice'",
    "'ids:1,rule:a', 'has ids beside other conditions'",
    "ids:1+x, '\"ids:1+x\" has no ids'",
    "'ids:1,2', '\"2\" selects no timers'",
    "status:dead, '\"dead\" is no status of a live timer; allowed: ACTIVE, WARNED'",
    "status:COMPLETED, 'is no status of a live timer'",
    "older-than:1, 'has no unit'",
  })
  @DisplayName("says what is wrong with it and what is allowed")
  void wrong(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimerSelector.parse(text))
        .withMessageContaining(message);
  }
}
