package dev.curfew.weave;

import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Weaves a heartbeat method: at its beginning it gives a sign of life. */
final class HeartbeatVisitor extends MethodVisitor {
  private final String bridge;
  private final List<Integer> numbers;

  /**
   * @param numbers of the rules whose heartbeat it is
   */
  HeartbeatVisitor(MethodVisitor mv, String bridge, List<Integer> numbers) {
    super(Opcodes.ASM9, mv);
    this.bridge = bridge;
    this.numbers = numbers;
  }

  @Override
  public void visitCode() {
    mv.visitCode();
    for (int i = 0; i < numbers.size(); i++) {
      EnterCall.pushInt(mv, numbers.get(i));
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, bridge, "beat", "(I)V", false);
    }
  }
}
