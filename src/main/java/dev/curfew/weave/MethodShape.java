package dev.curfew.weave;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** What has to be known of a method before it can be woven: its locals, and jsr. */
final class MethodShape extends MethodVisitor {
  private int maxLocals;
  private boolean subroutines;

  MethodShape() {
    super(Opcodes.ASM9);
  }

  int maxLocals() {
    return maxLocals;
  }

  /** It uses jsr and ret, as compilers did before Java 6. */
  boolean hasSubroutines() {
    return subroutines;
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
