package dev.curfew.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.curfew.subject.Shapes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A woven method")
class ShapesTest {
  private final WovenLoader loader = WovenLoader.ofEverythingIn(Shapes.class.getName());

  @BeforeEach
  void forget() {
    RecordingBridge.reset();
  }

  static Stream<Method> shapes() {
    return Arrays.stream(Shapes.class.getDeclaredMethods())
        .filter(m -> m.getParameterCount() == 0 && m.getReturnType() != void.class)
        .filter(m -> java.lang.reflect.Modifier.isPublic(m.getModifiers()))
        .sorted(Comparator.comparing(Method::getName));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  @DisplayName("does what it did, and each call that it opens ends once")
  void doesWhatItDid(Method shape) throws Exception {
    Object expected = shape.invoke(null);

    Object result = woven(shape.getName());

    assertThat(result).isEqualTo(expected);
    assertThat(RecordingBridge.calls).isNotEmpty().allMatch(c -> c.exits == 1);
    assertThat(RecordingBridge.calls).allMatch(c -> c.thrown == null);
  }

  @ParameterizedTest(name = "{0}: {1} calls")
  @CsvSource({
    "staticMethod, 2",
    "instanceMethod, 2",
    "synchronizedMethod, 2",
    "interfaceMethods, 4", // with the lambda's body
    "bridge, 2", // the bridge itself is not woven
    "recursion, 7",
    "lambdaBody, 2",
    "voidResult, 2",
  })
  @DisplayName("opens one call each time it is called")
  void opensOneCall(String shape, int calls) throws Exception {
    woven(shape);

    assertThat(RecordingBridge.calls).hasSize(calls);
  }

  @Test
  @DisplayName("that is synchronized enters and exits inside its lock")
  void insideTheLock() throws Exception {
    Class<?> shapes = loader.loadClass(Shapes.class.getName());
    Object locked = shapes.getDeclaredConstructor().newInstance();
    Method add = shapes.getDeclaredMethod("addLocked", int.class);
    add.setAccessible(true);
    AtomicInteger insideLock = new AtomicInteger();
    RecordingBridge.onEveryStep(() -> insideLock.addAndGet(Thread.holdsLock(locked) ? 1 : 0));

    add.invoke(locked, 1);

    assertThat(insideLock).hasValue(2);
    assertThat(Thread.holdsLock(locked)).isFalse();
  }

  @Test
  @DisplayName("tells the bridge what its body threw, and throws the same")
  void tellsWhatWasThrown() throws Exception {
    Method add = loader.loadClass(Shapes.class.getName()).getDeclaredMethod("addAll", listAndInt());
    add.setAccessible(true);

    assertThatThrownBy(() -> add.invoke(null, null, 3))
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .isInstanceOf(NullPointerException.class)
        .isSameAs(RecordingBridge.calls.get(0).thrown);
    assertThat(RecordingBridge.calls.get(0).exits).isEqualTo(1);
  }

  @Test
  @DisplayName("throws the timeout in place of what its body threw")
  void timeoutTakesPlace() throws Exception {
    Method add = loader.loadClass(Shapes.class.getName()).getDeclaredMethod("addAll", listAndInt());
    add.setAccessible(true);
    RuntimeException timeout = new RuntimeException("timeout");
    RecordingBridge.timeOut(() -> timeout);

    assertThatThrownBy(() -> add.invoke(null, null, 3)).cause().isSameAs(timeout);
    assertThat(RecordingBridge.calls.get(0).exits).isEqualTo(1);
  }

  @Test
  @DisplayName("keeps the line numbers of its source")
  void keepsLineNumbers() throws Exception {
    Method add = loader.loadClass(Shapes.class.getName()).getDeclaredMethod("addAll", listAndInt());
    add.setAccessible(true);

    assertThat(lineOfFailure(add))
        .isEqualTo(
            lineOfFailure(accessible(Shapes.class.getDeclaredMethod("addAll", listAndInt()))))
        .isPositive();
  }

  private static int lineOfFailure(Method add) throws IllegalAccessException {
    try {
      add.invoke(null, null, 3);
      throw new IllegalStateException("did not fail");
    } catch (InvocationTargetException e) {
      return e.getCause().getStackTrace()[0].getLineNumber();
    }
  }

  private static Method accessible(Method m) {
    m.setAccessible(true);
    return m;
  }

  private static Class<?>[] listAndInt() {
    return new Class<?>[] {java.util.List.class, int.class};
  }

  private Object woven(String shape) throws Exception {
    return loader.loadClass(Shapes.class.getName()).getMethod(shape).invoke(null);
  }
}
