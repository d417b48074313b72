package dev.curfew.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.curfew.config.LabelTemplate;
import dev.curfew.config.LateResult;
import dev.curfew.config.Rule;
import dev.curfew.config.RuleOptions;
import dev.curfew.subject.Later;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A woven method whose result comes later")
class ResultsWeavingTest {
  private static final String CHECKPOINT = RecordingCheckpoint.class.getName().replace('.', '/');

  @BeforeEach
  void forget() {
    RecordingBridge.reset();
    RecordingResults.reset();
  }

  private static Class<?> woven(boolean follow) throws Exception {
    RuleOptions options =
        new RuleOptions(
            LabelTemplate.parse("{0}"), List.of(), null, false, LateResult.THROW, null, 0, follow);
    Rule plain = RecordingSelection.RULE;
    Rule rule =
        new Rule(
            plain.name(),
            plain.methods(),
            plain.timeout(),
            plain.warnAt(),
            plain.grace(),
            plain.mode(),
            options);
    EntryMethodWeaver weaver =
        new EntryMethodWeaver(RecordingBridge.NAME, CHECKPOINT, RecordingResults.NAME);
    WovenLoader loader =
        new WovenLoader(
            Later.class.getName(),
            bytes -> {
              byte[] changed = weaver.weave(bytes, RecordingSelection.of(rule));
              return changed == null ? bytes : changed;
            });
    return loader.loadClass(Later.class.getName());
  }

  private static Object call(Class<?> woven, String method, String label) throws Exception {
    return woven.getMethod(method, String.class).invoke(null, label);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stage", "future"})
  @DisplayName("returns what the bridge makes of its result, and hands its label on")
  void returnsCopy(String method) throws Exception {
    Object returned = call(woven(true), method, "eu");

    assertThat(returned).isSameAs(RecordingResults.copy);
    assertThat(RecordingResults.labels).containsExactly("eu");
    assertThat(RecordingResults.results).hasSize(1).doesNotContain(RecordingResults.copy);
    assertThat(RecordingResults.thrown).isEmpty();
    assertThat(RecordingBridge.calls).isEmpty();
  }

  @Test
  @DisplayName("lets a timeout at its return past its own handlers, and ends once")
  void timeoutAtReturn() throws Exception {
    IllegalStateException timeout = new IllegalStateException("timeout");
    RecordingResults.timeOut(() -> timeout);
    Class<?> woven = woven(true);

    Throwable thrown = catchThrowable(() -> call(woven, "stage", "eu"));

    assertThat(thrown).isInstanceOf(InvocationTargetException.class).hasCause(timeout);
    assertThat(woven.getField("caught").getInt(null)).isZero();
    assertThat(RecordingResults.results).hasSize(1);
    assertThat(RecordingResults.thrown).isEmpty();
  }

  @Test
  @DisplayName("ends its call when it throws")
  void throwing() throws Exception {
    Class<?> woven = woven(true);

    Throwable thrown = catchThrowable(() -> call(woven, "failing", "eu"));

    assertThat(thrown).hasCauseInstanceOf(IllegalStateException.class);
    assertThat(RecordingResults.thrown).hasSize(1).first().isSameAs(thrown.getCause());
    assertThat(RecordingResults.results).isEmpty();
  }

  @Test
  @DisplayName("is woven like any other when its declared type is another one")
  void otherTypes() throws Exception {
    assertThat(Results.typeOf("()Ljava/util/concurrent/Future;")).isNull();
    assertThat(Results.typeOf("(Ljava/util/concurrent/CompletionStage;)V")).isNull();
    assertThat(Results.typeOf("()[Ljava/util/concurrent/CompletionStage;")).isNull();
  }
}
