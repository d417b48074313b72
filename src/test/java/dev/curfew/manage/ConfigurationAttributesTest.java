package dev.curfew.manage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.engine.Answer;
import dev.curfew.engine.Answer.Outcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The configuration, as operators see and change it")
class ConfigurationAttributesTest {
  private final FixedConfiguration configuration = new FixedConfiguration();
  private final TimeoutManager manager =
      new TimeoutManager(new FakeEngine(), "1", "curfew.yaml", new FakeMatches(), configuration);

  @Test
  @DisplayName("shows when it was loaded, the last reload, and all that was wrong with it")
  void status() {
    configuration.status =
        new ConfigurationControl.Status(
            Instant.EPOCH, 2, 3, "INVALID: x", List.of("a.yaml:1:2: x", "a.yaml:3:4: y"));

    assertThat(manager.getConfigurationLoadedAt()).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(manager.getReloads()).isEqualTo(2);
    assertThat(manager.getReloadsRefused()).isEqualTo(3);
    assertThat(manager.getLastReload()).isEqualTo("INVALID: x");
    assertThat(manager.getReloadProblems()).containsExactly("a.yaml:1:2: x", "a.yaml:3:4: y");
    assertThat(manager.getConfiguration()).containsExactly("rules: []");
  }

  @Test
  @DisplayName("is reloaded, which the audit log has with its reason and its outcome")
  void reload() {
    configuration.answer = new Answer(Outcome.RELOADED, "RELOADED: 1 rule");

    assertThat(manager.reload("new limits")).isEqualTo("RELOADED: 1 rule");

    assertThat(manager.getAudit())
        .singleElement()
        .satisfies(entry -> assertThat(entry.reason()).isEqualTo("new limits"))
        .satisfies(entry -> assertThat(entry.outcome()).isEqualTo("RELOADED"));
  }

  @Test
  @DisplayName("is not taken out with Curfew by a button whose field was left as JConsole fills it")
  void detach() {
    assertThatThrownBy(() -> manager.detach("String"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("say why");
    assertThat(manager.getAudit()).isEmpty();

    assertThat(manager.detach("not needed")).startsWith("DETACHED: ");
  }
}
