package dev.curfew.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.curfew.subject.OwnThrow;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Case 34, our own throw: a timeout thrown at a return")
class OwnThrowTest {
  private static final String UTIL = "okhttp3.internal._UtilCommonKt";

  @BeforeEach
  void forget() {
    RecordingBridge.reset();
  }

  static Stream<String> methods() {
    return Arrays.stream(OwnThrow.class.getDeclaredMethods())
        .filter(m -> java.lang.reflect.Modifier.isPublic(m.getModifiers()))
        .map(Method::getName)
        .sorted(Comparator.naturalOrder());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  @DisplayName("leaves the method past its own handlers (javac's code), and exit ran once")
  void leavesJavacsCode(String method) throws Exception {
    WovenLoader loader = WovenLoader.ofOnly(method, OwnThrow.class.getName());

    Throwable left = outcomeWithTimeout(loader, method);

    assertThat(left).hasMessage("timeout");
    assertThat(caughtBy(loader)).isZero();
    assertThat(RecordingBridge.calls).hasSize(1).allMatch(c -> c.exits == 1 && c.thrown == null);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  @DisplayName("leaves the method past the handlers of woven callers, each exit once")
  void leavesWovenCallers(String method) throws Exception {
    WovenLoader loader = WovenLoader.ofEverythingIn(OwnThrow.class.getName());
    // the innermost call throws while the body of the outer one runs
    AtomicInteger exits = new AtomicInteger();
    RecordingBridge.timeOut(
        () -> exits.incrementAndGet() == 1 ? null : new IllegalStateException("timeout"));

    Throwable left = outcome(loader, method);

    assertThat(left).hasMessage("timeout");
    assertThat(RecordingBridge.calls).isNotEmpty().allMatch(c -> c.exits == 1);
  }

  @Test
  @DisplayName("leaves okhttp's toNonNegativeInt (kotlinc's code), which would return the default")
  void leavesMethodThatSwallows() throws Exception {
    Throwable left = toNonNegativeInt(WovenLoader.ofOnly("toNonNegativeInt", UTIL));

    assertThat(left).cause().hasMessage("timeout");
    assertThat(RecordingBridge.calls).hasSize(1).allMatch(c -> c.exits == 1 && c.thrown == null);
  }

  @Test
  @DisplayName("is caught where the exception table goes on covering the return (the control)")
  void naiveWeavingFails() throws Exception {
    WovenLoader naive =
        new WovenLoader(UTIL, bytes -> NaiveWeaver.weave(bytes, "toNonNegativeInt"));

    toNonNegativeInt(naive);

    assertThat(RecordingBridge.calls).hasSize(1).allMatch(c -> c.exits == 2);
  }

  private static @Nullable Throwable toNonNegativeInt(WovenLoader loader) throws Exception {
    Method woven = loader.loadClass(UTIL).getMethod("toNonNegativeInt", String.class, int.class);
    RecordingBridge.timeOut(() -> new NumberFormatException("timeout"));
    return catchThrowable(() -> woven.invoke(null, "42", 7));
  }

  @Test
  @DisplayName("leaves okhttp's Challenge.charset (kotlinc's code), which catches every exception")
  void leavesMethodThatCatchesEveryException() throws Exception {
    String name = "okhttp3.Challenge";
    Class<?> type = WovenLoader.ofOnly("charset", name).loadClass(name);
    Object challenge =
        type.getConstructor(String.class, Map.class)
            .newInstance("Basic", Map.of("charset", "UTF-8"));
    RecordingBridge.timeOut(() -> new IllegalStateException("timeout"));

    Throwable left = catchThrowable(() -> type.getMethod("charset").invoke(challenge));

    assertThat(left).cause().hasMessage("timeout");
    assertThat(RecordingBridge.calls).hasSize(1).allMatch(c -> c.exits == 1 && c.thrown == null);
  }

  private static Throwable outcomeWithTimeout(WovenLoader loader, String method) throws Exception {
    RecordingBridge.timeOut(() -> new IllegalStateException("timeout"));
    return outcome(loader, method);
  }

  private static Throwable outcome(WovenLoader loader, String method) throws Exception {
    Method woven = loader.loadClass(OwnThrow.class.getName()).getMethod(method);
    try {
      woven.invoke(null);
      return null;
    } catch (InvocationTargetException e) {
      return e.getCause();
    }
  }

  private static int caughtBy(WovenLoader loader) throws Exception {
    Object caught = loader.loadClass(OwnThrow.class.getName()).getField("CAUGHT").get(null);
    return ((AtomicInteger) caught).get();
  }
}
