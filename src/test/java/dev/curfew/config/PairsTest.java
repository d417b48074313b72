package dev.curfew.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An agent argument of pairs")
class PairsTest {

  @Test
  @DisplayName("holds rules by their patterns, and the defaults")
  void holdsRulesAndDefaults() throws Exception {
    Configuration configuration =
        ConfigurationLoader.load(
            "com.acme.Jobs#run=30s;com.acme.Shop#*(int, String)=2s;mode=observe;grace=1s;"
                + "warn-at=0.5;timeout=1m;records.directory=C:\\a=b;records.keep=20");

    assertThat(configuration)
        .isEqualTo(
            new Configuration(
                "agent argument",
                List.of(
                    rule("Jobs.run", "com.acme.Jobs#run", 30),
                    rule("Shop", "com.acme.Shop#*(int, String)", 2)),
                Duration.ofMinutes(1),
                false,
                "C:\\a=b",
                20));
  }

  @Test
  @DisplayName("names classes with checkpoints, one pattern in each pair")
  void holdsCheckpoints() throws Exception {
    Configuration configuration =
        ConfigurationLoader.load("a.B#c=1s;checkpoints=com.acme.**;checkpoints=org.x.Solver");

    assertThat(configuration.checkpoints())
        .containsExactly(ClassPattern.parse("com.acme.**"), ClassPattern.parse("org.x.Solver"));
  }

  @Test
  @DisplayName("may have blanks around its parts, and semicolons without a pair")
  void mayHaveBlanks() throws Exception {
    Configuration configuration = ConfigurationLoader.load(" ; a.B#c = 1s ;; mode = off ; ");

    assertThat(configuration.rules())
        .containsExactly(
            new Rule(
                "B.c",
                List.of(MethodPattern.parse("a.B#c")),
                Duration.ofSeconds(1),
                0.8,
                Duration.ofSeconds(30),
                Mode.OFF));
    assertThat(configuration.recordDirectory()).isEqualTo("curfew-records");
    assertThat(configuration.recordsKept()).isEqualTo(1000);
    assertThat(configuration.outermostTimeout()).isNull();
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("is refused with the place, the value and what is allowed")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a.B#c=30         | 7  | 30   | timeout '30' has no unit after 30; allowed: a duration",
        "a.B#c=0s         | 7  | 0s   | timeout '0s' is not above 0; allowed: a duration above 0",
        "a.B#c=           | 7  | \"\" | timeout must be a single value, but is empty; allowed: a",
        "a.B#c=1s;grace=x | 16 | x    | grace 'x' is not a duration; allowed: a duration",
        "a.B#c=1s;warn-at=80 | 18 | 80 | warn-at '80' is not a part of the timeout; allowed: a per",
        "a.B#c=1s;mode=farce | 15 | farce | unknown mode 'farce', did you mean 'force'? allowed",
        "a.B#c=1s;force.sockets=0 | 24 | 0 | sockets '0' is neither; allowed: true, false",
        "a.B#c=1s;mode=Of | 15 | Of   | unknown mode 'Of', did you mean 'off'? allowed: off, ob",
        "a.B#c=1s;graze=1s | 10 | graze | unknown key 'graze', did you mean 'grace'? allowed: time",
        "a.B#c=1s;zzz=1s  | 10 | zzz  | unknown key 'zzz'; allowed: timeout, warn-at, grace, mode, follow",
        "a.B#c=1s;name=x  | 10 | name | key 'name' belongs to a rule; allowed: timeout, warn-at",
        "a.B#c=1s;heartbeat=1s | 10 | heartbeat | key 'heartbeat' belongs to a rule; allowed: timeout",
        "a.B#c=1s;records.keep=0 | 23 | 0 | keep '0' is not in range; allowed: a whole number of re",
        "a.B#c=1s;clock.stalls=x | 23 | x | stalls 'x' is neither; allowed: exclude, include",
        "a.B#c=1s;record.directory=x | 10 | record.directory | unknown key 'record.directory', did",
        "a.B#c=1s;records.directory= | 28 | \"\" | directory must be a single value, but is empty; a",
        "a.B#c=1s; a.C.d=2s | 11 | a.C.d | method pattern 'a.C.d' has no # (did you mean 'a.C#d'?)",
        "a.B#c=1s;a.B#c=2s | 10 | a.B#c | method pattern 'a.B#c' is given twice, first in line 1, c",
        "a.B#c=1s;mode=off;mode=off | 19 | mode | key 'mode' is given twice, first in line 1, col",
        "a.B#c=1s;mode    | 10 | mode | 'mode' has no = with a value; allowed: com.acme.Jobs#run=",
        "a.B#c=1s; =x     | 11 | =x   | '=x' has no key; allowed: com.acme.Jobs#run=30s, or",
        "mode=off         | 1  | \"\" | there are no rules; allowed: at least one, with methods"
      })
  void isRefused(String argument, int column, String value, String message) {
    List<Problem> problems = problems(argument);

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).source()).isEqualTo("agent argument");
    assertThat(problems.get(0).line()).isEqualTo(1);
    assertThat(problems.get(0).column()).isEqualTo(column);
    assertThat(problems.get(0).value()).isEqualTo(value);
    assertThat(problems.get(0).message()).startsWith(message).contains("allowed: ");
  }

  @Test
  @DisplayName("has all its problems reported at once, in their order")
  void hasAllProblemsReported() {
    assertThat(problems("mode=x;a.B#<init>=1s;graze=1s;a.B#c=2x"))
        .extracting(Problem::column)
        .containsExactly(6, 8, 22, 37);
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("that is missing is answered with how to configure")
  @NullSource
  @ValueSource(strings = {"", " "})
  void mayBeMissing(String argument) {
    assertThatThrownBy(() -> ConfigurationLoader.load(argument))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessage(
            "agent argument: there is no configuration; allowed: a file,"
                + " -javaagent:curfew.jar=curfew.yaml, or pairs,"
                + " -javaagent:curfew.jar=com.acme.Jobs#run=30s;grace=1s");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @DisplayName("names its rules after their patterns, each differently")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "com.acme.Jobs#run=1s                                | Jobs.run",
        "com.acme.Jobs$Step#run()=1s                         | Jobs.Step.run",
        "com.acme.Shop#*=1s                                  | Shop",
        "com.acme.*Job#run*=1s                               | Job.run",
        "com.acme.**#*=1s                                    | acme",
        "com.acme.*$*#*=1s                                   | acme",
        "**#*=1s                                             | rule",
        "**#*=1s;*#*=1s                                      | rule, rule-2",
        "a.b.C#d=1s;a.x.C#d=1s;x.C#d=1s;C#d=1s               | C.d, x.C.d, x.C.d-2, C.d-2",
        "a.C#d(int)=1s;a.C#d(long)=1s;a.C#d()=1s             | C.d, C.d-2, C.d-3"
      })
  void namesItsRules(String argument, String names) throws Exception {
    assertThat(ConfigurationLoader.load(argument).rules())
        .extracting(Rule::name)
        .containsExactly(names.split(", "));
  }

  static List<Problem> problems(String argument) {
    InvalidConfigurationException thrown =
        catchThrowableOfType(
            InvalidConfigurationException.class, () -> ConfigurationLoader.load(argument));
    assertThat(thrown).isNotNull();
    return thrown.problems();
  }

  private static Rule rule(String name, String pattern, int seconds) {
    return new Rule(
        name,
        List.of(MethodPattern.parse(pattern)),
        Duration.ofSeconds(seconds),
        0.5,
        Duration.ofSeconds(1),
        Mode.OBSERVE);
  }
}
