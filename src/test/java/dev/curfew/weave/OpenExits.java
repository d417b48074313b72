package dev.curfew.weave;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Reads woven code: where its exits are, and whether a handler covers one. */
final class OpenExits extends ClassVisitor {
  final List<String> coveredExits = new ArrayList<>();
  int enters;
  int exits;

  private OpenExits() {
    super(Opcodes.ASM9);
  }

  static OpenExits in(byte[] woven) {
    OpenExits found = new OpenExits();
    new ClassReader(woven).accept(found, ClassReader.SKIP_FRAMES);
    return found;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    return new InMethod(name + descriptor);
  }

  private record Row(Label start, Label end) {}

  private final class InMethod extends MethodVisitor {
    private final String method;
    private final List<Row> rows = new ArrayList<>();
    private final Set<Row> open = new HashSet<>();

    InMethod(String method) {
      super(Opcodes.ASM9);
      this.method = method;
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
      rows.add(new Row(start, end));
    }

    @Override
    public void visitLabel(Label label) {
      open.removeIf(row -> row.end() == label);
      rows.stream().filter(row -> row.start() == label).forEach(open::add);
    }

    @Override
    public void visitMethodInsn(int op, String owner, String name, String desc, boolean itf) {
      if (!owner.equals(RecordingBridge.NAME)) {
        return;
      }
      if (name.equals("enter")) {
        enters++;
      } else {
        exits++;
        if (!open.isEmpty()) {
          coveredExits.add(method);
        }
      }
    }
  }
}
