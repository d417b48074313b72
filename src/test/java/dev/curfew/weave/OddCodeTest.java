package dev.curfew.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.function.Consumer;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The weaver, on code that javac does not write,")
class OddCodeTest {
  private static final String ANY = null;
  private static final Object[] NONE = {};
  private static final Object[] THROWABLE = {"java/lang/Throwable"};

  @BeforeEach
  void forget() {
    RecordingBridge.reset();
  }

  @Test
  @DisplayName("weaves a class file of Java 5, which has no frames")
  void withoutFrames() throws Exception {
    byte[] code =
        OddCode.withoutFrames(
            "(I)I",
            mv -> {
              Label zero = new Label();
              mv.visitVarInsn(Opcodes.ILOAD, 0);
              mv.visitJumpInsn(Opcodes.IFEQ, zero);
              mv.visitInsn(Opcodes.ICONST_1);
              mv.visitInsn(Opcodes.IRETURN);
              mv.visitLabel(zero);
              mv.visitInsn(Opcodes.ICONST_2);
              mv.visitInsn(Opcodes.IRETURN);
              mv.visitMaxs(0, 0);
            });

    assertThat(run(code, 5)).isEqualTo(1);
    assertThat(run(code, 0)).isEqualTo(2);
    assertThat(RecordingBridge.calls).hasSize(2).allMatch(c -> c.exits == 1);
  }

  @Test
  @DisplayName("refuses a method with jsr")
  void refusesSubroutines() {
    byte[] code =
        OddCode.withoutFrames(
            "()I",
            mv -> {
              Label subroutine = new Label();
              mv.visitJumpInsn(Opcodes.JSR, subroutine);
              mv.visitInsn(Opcodes.ICONST_1);
              mv.visitInsn(Opcodes.IRETURN);
              mv.visitLabel(subroutine);
              mv.visitVarInsn(Opcodes.ASTORE, 0);
              mv.visitVarInsn(Opcodes.RET, 0);
              mv.visitMaxs(0, 0);
            });
    RecordingSelection selection = RecordingSelection.ofAll();

    byte[] woven = new EntryMethodWeaver().weave(code, selection);

    assertThat(woven).isNull();
    assertThat(selection.woven).isEmpty();
    assertThat(selection.refused.get("m()I")).contains("jsr");
  }

  @Test
  @DisplayName("keeps what other returns leave on the stack (kotlinc: f(x ?: return))")
  void leftoversOnTheStack() throws Exception {
    byte[] code =
        OddCode.withFrames(
            "(I)I",
            mv -> {
              Label start = new Label();
              Label end = new Label();
              Label handler = new Label();
              mv.visitTryCatchBlock(start, end, handler, "java/lang/Throwable");
              mv.visitLabel(start);
              mv.visitLdcInsn(1L);
              mv.visitVarInsn(Opcodes.ILOAD, 0);
              mv.visitInsn(Opcodes.IRETURN);
              mv.visitLabel(end);
              mv.visitLabel(handler);
              mv.visitFrame(Opcodes.F_NEW, 1, new Object[] {Opcodes.INTEGER}, 1, THROWABLE);
              mv.visitInsn(Opcodes.ICONST_M1);
              mv.visitInsn(Opcodes.IRETURN);
              mv.visitMaxs(3, 1);
            });

    assertThat(run(code, 5)).isEqualTo(5);
    assertThat(timeoutOf(code, 5)).hasMessage("timeout");
  }

  /** Nothing reaches the handler any more; the JVM verifies it all the same. */
  @Test
  @DisplayName("keeps a handler verifiable whose range was nothing but a return")
  void rangeOfNothingButReturn() throws Exception {
    byte[] code =
        OddCode.withFrames(
            "()V",
            mv -> {
              Label start = new Label();
              Label end = new Label();
              mv.visitTryCatchBlock(start, end, end, ANY);
              mv.visitLabel(start);
              mv.visitInsn(Opcodes.RETURN);
              mv.visitLabel(end);
              mv.visitFrame(Opcodes.F_NEW, 0, NONE, 1, THROWABLE);
              for (int i = 0; i < 9; i++) {
                mv.visitInsn(Opcodes.DUP);
              }
              mv.visitInsn(Opcodes.ATHROW);
              mv.visitMaxs(10, 0);
            });

    run(code);

    assertThat(RecordingBridge.calls).hasSize(1).allMatch(c -> c.exits == 1);
  }

  @Test
  @DisplayName("weaves returns in code that can't be reached")
  void deadReturn() throws Exception {
    byte[] code =
        OddCode.withFrames(
            "()J",
            mv -> {
              mv.visitLdcInsn(7L);
              mv.visitInsn(Opcodes.LRETURN);
              mv.visitFrame(Opcodes.F_NEW, 0, NONE, 0, NONE);
              mv.visitLdcInsn(8L);
              mv.visitLdcInsn(9L);
              mv.visitInsn(Opcodes.LADD);
              mv.visitInsn(Opcodes.LRETURN);
              mv.visitMaxs(4, 0);
            });

    assertThat(run(code)).isEqualTo(7L);
  }

  /** As javac's for synchronized blocks: an exception in the handler enters it again. */
  @Test
  @DisplayName("weaves a handler whose range covers itself and a return")
  void handlerThatCoversItself() throws Exception {
    byte[] code =
        OddCode.withFrames(
            "()I",
            mv -> {
              Label start = new Label();
              Label end = new Label();
              Label handler = new Label();
              mv.visitTryCatchBlock(start, end, handler, ANY);
              mv.visitLabel(start);
              mv.visitInsn(Opcodes.ACONST_NULL);
              mv.visitInsn(Opcodes.ATHROW);
              mv.visitLabel(handler);
              mv.visitFrame(Opcodes.F_NEW, 0, NONE, 1, THROWABLE);
              mv.visitInsn(Opcodes.POP);
              mv.visitInsn(Opcodes.ICONST_3);
              mv.visitInsn(Opcodes.IRETURN);
              mv.visitLabel(end);
              mv.visitMaxs(1, 0);
            });

    assertThat(run(code)).isEqualTo(3);
    assertThat(timeoutOf(code)).hasMessage("timeout");
    assertThat(RecordingBridge.calls).hasSize(1).allMatch(c -> c.exits == 1);
  }

  @Test
  @DisplayName("pads frames whose last locals are long and double")
  void wideLocals() throws Exception {
    byte[] code =
        OddCode.withFrames(
            "(JD)D",
            mv -> {
              Label again = new Label();
              mv.visitLabel(again);
              mv.visitFrame(Opcodes.F_NEW, 2, new Object[] {Opcodes.LONG, Opcodes.DOUBLE}, 0, NONE);
              mv.visitVarInsn(Opcodes.DLOAD, 2);
              mv.visitInsn(Opcodes.DUP2);
              mv.visitInsn(Opcodes.DADD);
              mv.visitVarInsn(Opcodes.DSTORE, 2);
              mv.visitVarInsn(Opcodes.LLOAD, 0);
              mv.visitInsn(Opcodes.LCONST_1);
              mv.visitInsn(Opcodes.LSUB);
              mv.visitInsn(Opcodes.DUP2);
              mv.visitVarInsn(Opcodes.LSTORE, 0);
              mv.visitInsn(Opcodes.LCONST_0);
              mv.visitInsn(Opcodes.LCMP);
              mv.visitJumpInsn(Opcodes.IFNE, again);
              mv.visitVarInsn(Opcodes.DLOAD, 2);
              mv.visitInsn(Opcodes.DRETURN);
              mv.visitMaxs(4, 4);
            });

    assertThat(run(code, 3L, 1.0)).isEqualTo(8.0);
  }

  @Test
  @DisplayName("weaves a jump that gets longer than 32 KB by the weaving")
  void longJump() throws Exception {
    byte[] code =
        OddCode.withFrames(
            "(I)I",
            mv -> {
              Label far = new Label();
              mv.visitVarInsn(Opcodes.ILOAD, 0);
              mv.visitJumpInsn(Opcodes.IFEQ, far);
              earlyReturn(mv);
              padding(32_740).accept(mv);
              mv.visitLabel(far);
              mv.visitFrame(Opcodes.F_NEW, 1, new Object[] {Opcodes.INTEGER}, 0, NONE);
              mv.visitInsn(Opcodes.ICONST_4);
              mv.visitInsn(Opcodes.IRETURN);
              mv.visitMaxs(1, 1);
            });

    assertThat(run(code, 0)).isEqualTo(4);
    assertThat(run(code, 1)).isEqualTo(4);
    assertThat(run(code, 2)).isEqualTo(5);
  }

  /** Of 13 bytes; woven, of some more. */
  private static void earlyReturn(MethodVisitor mv) {
    for (int i = 2; i < 5; i++) {
      Label on = new Label();
      mv.visitVarInsn(Opcodes.ILOAD, 0);
      mv.visitIntInsn(Opcodes.BIPUSH, i);
      mv.visitJumpInsn(Opcodes.IF_ICMPNE, on);
      mv.visitInsn(Opcodes.ICONST_5);
      mv.visitInsn(Opcodes.IRETURN);
      mv.visitLabel(on);
      mv.visitFrame(Opcodes.F_NEW, 1, new Object[] {Opcodes.INTEGER}, 0, NONE);
    }
  }

  private static Consumer<MethodVisitor> padding(int bytes) {
    return mv -> {
      for (int i = 0; i < bytes; i++) {
        mv.visitInsn(Opcodes.NOP);
      }
    };
  }

  @Test
  @DisplayName("refuses a method that would exceed 64 KB, and weaves the others")
  void tooLarge() {
    byte[] code =
        OddCode.withSmallMethod(
            "()V",
            mv -> {
              padding(65_530).accept(mv);
              mv.visitInsn(Opcodes.RETURN);
              mv.visitMaxs(0, 0);
            });
    RecordingSelection selection = RecordingSelection.ofAll();

    byte[] woven = new EntryMethodWeaver(RecordingBridge.NAME).weave(code, selection);

    assertThat(selection.refused.get("m()V")).contains("64 KB");
    assertThat(selection.woven).containsExactly("small()V");
    assertThat(OpenExits.in(woven).enters).isEqualTo(1);
  }

  @Test
  @DisplayName("refuses a method with as many locals as the JVM allows")
  void allLocals() {
    byte[] code =
        OddCode.withFrames(
            "()V",
            mv -> {
              mv.visitInsn(Opcodes.RETURN);
              mv.visitMaxs(0, 0xFFFF);
            });
    RecordingSelection selection = RecordingSelection.ofAll();

    assertThat(new EntryMethodWeaver().weave(code, selection)).isNull();
    assertThat(selection.refused.get("m()V")).contains("local variables");
  }

  private static Object run(byte[] code, Object... arguments) throws Exception {
    Class<?> woven =
        new WovenLoader(OddCode.NAME, WovenLoader::weave)
            .with(OddCode.NAME, code)
            .loadClass(OddCode.NAME);
    return woven.getDeclaredMethods()[0].invoke(null, arguments);
  }

  private static Throwable timeoutOf(byte[] code, Object... arguments) {
    RecordingBridge.reset();
    RecordingBridge.timeOut(() -> new IllegalStateException("timeout"));
    Throwable left = catchThrowable(() -> run(code, arguments));
    return left.getCause();
  }
}
