package dev.curfew.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.subject.Loops;
import java.lang.reflect.Method;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A class with checkpoints")
class CheckpointVisitorTest {
  @BeforeEach
  void forget() {
    RecordingBridge.reset();
    RecordingCheckpoint.checks = 0;
  }

  private static RecordingSelection with(CheckpointPlaces places) {
    return RecordingSelection.only("no such method").with(places);
  }

  private static byte @Nullable [] weave(byte[] classFile, Selection selection) {
    return new EntryMethodWeaver(RecordingBridge.NAME, RecordingCheckpoint.NAME)
        .weave(classFile, selection);
  }

  private static Object run(String method, Selection selection) throws Exception {
    WovenLoader loader = new WovenLoader(Loops.class.getName(), bytes -> weave(bytes, selection));
    return loader.loadClass(Loops.class.getName()).getMethod(method).invoke(null);
  }

  private static Object expected(String method) throws Exception {
    Method original = Loops.class.getMethod(method);
    return original.invoke(null);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "forLoop, 3",
    "forEach, 3",
    "doWhile, 4", // at its condition
    "continues, 4",
    "withLongsAndTries, 3",
    "noLoop, 0",
    "initialiser, 0", // its loop is in <clinit>
    "recursion, 0",
  })
  @DisplayName(
      "does what it did and checks before each instruction that may jump back, never in its initialiser")
  void checksBeforeJumpsBack(String method, int checks) throws Exception {
    Object result = run(method, with(CheckpointPlaces.LOOPS));

    assertThat(result).isEqualTo(expected(method));
    assertThat(RecordingCheckpoint.checks).isEqualTo(checks);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"forLoop, 4", "noLoop, 1", "recursion, 5", "initialiser, 1"})
  @DisplayName("checks also where methods begin, if that is wanted")
  void checksAtEntries(String method, int checks) throws Exception {
    Object result = run(method, with(CheckpointPlaces.LOOPS_AND_ENTRIES));

    assertThat(result).isEqualTo(expected(method));
    assertThat(RecordingCheckpoint.checks).isEqualTo(checks);
  }

  @Test
  @DisplayName("may have entry methods as well: what a check throws ends their call")
  void withEntryMethod() throws Exception {
    Object result =
        run(
            "withLongsAndTries",
            RecordingSelection.only("withLongsAndTries").with(CheckpointPlaces.LOOPS));

    assertThat(result).isEqualTo(expected("withLongsAndTries"));
    assertThat(RecordingCheckpoint.checks).isEqualTo(3);
    assertThat(RecordingBridge.calls).singleElement().matches(call -> call.exits == 1);
  }

  @Test
  @DisplayName("stays as it is when it has no loop")
  void nothingToWeave() {
    RecordingSelection selection = with(CheckpointPlaces.LOOPS);

    assertThat(weave(WovenLoader.read(Flat.class), selection)).isNull();
    assertThat(selection.checks).isZero();
  }

  /** Without a jump back. */
  private static final class Flat {
    private Flat() {}

    @SuppressWarnings("unused")
    static int pick(int n) {
      return n > 3 ? 1 : 2;
    }
  }

  @Test
  @DisplayName("checks before a switch that may jump back")
  void switches() throws Exception {
    byte[] code =
        OddCode.withoutFrames(
            "()I",
            mv -> {
              Label top = new Label();
              Label out = new Label();
              mv.visitInsn(Opcodes.ICONST_0);
              mv.visitVarInsn(Opcodes.ISTORE, 0);
              mv.visitLabel(top);
              mv.visitIincInsn(0, 1);
              mv.visitVarInsn(Opcodes.ILOAD, 0);
              mv.visitTableSwitchInsn(1, 2, out, top, top);
              mv.visitLabel(out);
              mv.visitVarInsn(Opcodes.ILOAD, 0);
              Label done = new Label();
              mv.visitLookupSwitchInsn(top, new int[] {4}, new Label[] {done});
              mv.visitLabel(done);
              mv.visitVarInsn(Opcodes.ILOAD, 0);
              mv.visitInsn(Opcodes.IRETURN);
              mv.visitMaxs(0, 0);
            });
    byte[] woven = weave(code, with(CheckpointPlaces.LOOPS));
    WovenLoader loader = new WovenLoader("-", bytes -> bytes).with(OddCode.NAME, woven);

    Object result = loader.loadClass(OddCode.NAME).getMethod("m").invoke(null);

    assertThat(result).isEqualTo(4);
    // the first switch at 1 to 4, the second at 3 and 4
    assertThat(RecordingCheckpoint.checks).isEqualTo(6);
  }

  @Test
  @DisplayName("does without those of a method that would get too large with them")
  void tooLarge() {
    byte[] code =
        OddCode.withoutFrames(
            "()V",
            mv -> {
              for (int i = 0; i < 10_000; i++) {
                Label top = new Label();
                mv.visitLabel(top);
                mv.visitInsn(Opcodes.ICONST_0);
                mv.visitJumpInsn(Opcodes.IFNE, top);
              }
              mv.visitInsn(Opcodes.RETURN);
              mv.visitMaxs(0, 0);
            });
    RecordingSelection selection = with(CheckpointPlaces.LOOPS);

    assertThat(weave(code, selection)).isNull();
    assertThat(selection.checks).isZero();
  }
}
