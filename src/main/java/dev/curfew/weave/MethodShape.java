package dev.curfew.weave;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** What has to be known of a method's code before it can be woven: its locals, and jsr. */
final class MethodShape extends MethodVisitor {
  /** The class file counts locals in 16 bits, and the token takes one more. */
  private static final int MAX_LOCALS = 0xFFFE;

  private int maxLocals;
  private boolean subroutines;

  MethodShape() {
    super(Opcodes.ASM9);
  }

  int maxLocals() {
    return maxLocals;
  }

  /** Why such code can't be woven; null: it can. */
  @Nullable String refusal() {
    if (subroutines) {
      return "it uses jsr, as compilers did before Java 6";
    }
    return maxLocals > MAX_LOCALS ? "it has as many local variables as the JVM allows" : null;
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    subroutines |= opcode == Opcodes.JSR;
  }

  @Override
  public void visitMaxs(int maxStack, int locals) {
    maxLocals = locals;
  }
}
