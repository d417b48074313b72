package dev.curfew.weave;

import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Weaves a check before each instruction that may jump back, a switch too, and where the method
 * begins if that is wanted: three bytes that take nothing from the operand stack and branch
 * nowhere. So frames, locals and the stack's size stay as they are.
 *
 * <p>A constructor gets none where it begins: nothing is won before its superclass's.
 */
final class CheckpointVisitor extends MethodVisitor {
  /** Rewritten by the build along with the class. */
  static final String CHECKPOINT = "dev/curfew/bridge/CurfewCheckpoint";

  private final String checkpoint;
  private final boolean atEntry;
  private final Set<Label> passed = new HashSet<>();
  private final int[] checks;

  private CheckpointVisitor(MethodVisitor mv, String checkpoint, boolean atEntry, int[] checks) {
    super(Opcodes.ASM9, mv);
    this.checkpoint = checkpoint;
    this.atEntry = atEntry;
    this.checks = checks;
  }

  /**
   * Weaves, in front of another visitor. (As one of its supertype: to see that one is the other,
   * the JVM would load this class where nobody wants checkpoints.)
   *
   * @param checks its first element is counted up with each check
   */
  static MethodVisitor before(
      MethodVisitor mv, String checkpoint, String method, CheckpointPlaces places, int[] checks) {
    boolean atEntry = places == CheckpointPlaces.LOOPS_AND_ENTRIES && !method.equals("<init>");
    return new CheckpointVisitor(mv, checkpoint, atEntry, checks);
  }

  @Override
  public void visitCode() {
    mv.visitCode();
    if (atEntry) {
      check();
    }
  }

  @Override
  public void visitLabel(Label label) {
    passed.add(label);
    mv.visitLabel(label);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    checkIf(passed.contains(label));
    mv.visitJumpInsn(opcode, label);
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
    checkIf(passed.contains(otherwise) || hasPassedOneOf(labels));
    mv.visitTableSwitchInsn(min, max, otherwise, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    checkIf(passed.contains(otherwise) || hasPassedOneOf(labels));
    mv.visitLookupSwitchInsn(otherwise, keys, labels);
  }

  private boolean hasPassedOneOf(Label[] labels) {
    for (Label label : labels) {
      if (passed.contains(label)) {
        return true;
      }
    }
    return false;
  }

  private void checkIf(boolean back) {
    if (back) {
      check();
    }
  }

  private void check() {
    checks[0]++;
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, checkpoint, "check", "()V", false);
  }
}
