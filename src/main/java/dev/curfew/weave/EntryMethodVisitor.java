package dev.curfew.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.TypePath;
import org.jspecify.annotations.Nullable;

/**
 * Weaves one method:
 *
 * <pre>{@code
 * Object token = CurfewBridge.enter(site);
 * try {
 *   // the body; before each of its returns:
 *   CurfewBridge.exit(token);
 * } catch (Throwable thrown) {
 *   CurfewBridge.exit(token, thrown);
 *   throw thrown;
 * }
 * }</pre>
 *
 * <p>exit may throw the timeout, which nothing in the method may catch: neither our handler, which
 * would call exit again, nor one of the method's own. So every exception range, ours and the
 * method's, has a gap where exit is called and the method returns. (The return itself can't throw.)
 *
 * <p>The token is in a new local behind the method's own; every frame is padded to it. So no type
 * has to be computed, and no class looked up.
 */
final class EntryMethodVisitor extends MethodVisitor {
  /** Rewritten by the build along with the class. */
  static final String BRIDGE = "dev/curfew/bridge/CurfewBridge";

  private static final int FIRST_RETURN = Opcodes.IRETURN;
  private static final int LAST_RETURN = Opcodes.RETURN;

  private final String bridge;
  private final int site;
  private final int token;
  private final boolean hasFrames;
  private final List<Range> ranges = new ArrayList<>();
  private final Range body = new Range(null, null, new Label(), null);

  /** A row of the exception table, and the pieces that gaps have cut it into. */
  private static final class Range {
    final @Nullable Label start;
    final @Nullable Label end;
    final Label handler;
    final @Nullable String type;
    final List<Label> pieces = new ArrayList<>();
    boolean active;

    Range(@Nullable Label start, @Nullable Label end, Label handler, @Nullable String type) {
      this.start = start;
      this.end = end;
      this.handler = handler;
      this.type = type;
    }

    void open(Label at) {
      active = true;
      pieces.add(at);
    }

    void close(Label at) {
      active = false;
      pieces.add(at);
    }

    void writeTo(MethodVisitor mv) {
      for (int i = 0; i + 1 < pieces.size(); i += 2) {
        Label from = pieces.get(i);
        Label to = pieces.get(i + 1);
        if (from.getOffset() < to.getOffset()) {
          mv.visitTryCatchBlock(from, to, handler, type);
        }
      }
    }
  }

  EntryMethodVisitor(MethodVisitor mv, String bridge, int site, int maxLocals, boolean hasFrames) {
    super(Opcodes.ASM9, mv);
    this.bridge = bridge;
    this.site = site;
    this.token = maxLocals;
    this.hasFrames = hasFrames;
  }

  @Override
  public void visitCode() {
    mv.visitCode();
    mv.visitLdcInsn(site);
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, bridge, "enter", "(I)Ljava/lang/Object;", false);
    mv.visitVarInsn(Opcodes.ASTORE, token);
    body.open(here());
  }

  private Label here() {
    Label label = new Label();
    mv.visitLabel(label);
    return label;
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
    ranges.add(new Range(start, end, handler, type));
  }

  /** Rows are renumbered here, so a type annotation on a catch parameter would hit a wrong one. */
  @Override
  public @Nullable AnnotationVisitor visitTryCatchAnnotation(
      int typeRef, @Nullable TypePath path, String descriptor, boolean visible) {
    return null;
  }

  @Override
  public void visitLabel(Label label) {
    mv.visitLabel(label);
    for (int i = 0; i < ranges.size(); i++) {
      Range range = ranges.get(i);
      if (range.active && range.end == label) {
        range.close(label);
      } else if (!range.active && range.start == label && range.end != label) {
        range.open(label);
      }
    }
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode < FIRST_RETURN || opcode > LAST_RETURN) {
      mv.visitInsn(opcode);
      return;
    }
    List<Range> cut = cutActiveRanges();
    mv.visitVarInsn(Opcodes.ALOAD, token);
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, bridge, "exit", "(Ljava/lang/Object;)V", false);
    mv.visitInsn(opcode);
    Label behind = here();
    for (int i = 0; i < cut.size(); i++) {
      cut.get(i).open(behind);
    }
  }

  private List<Range> cutActiveRanges() {
    Label gap = here();
    List<Range> cut = new ArrayList<>();
    cut.add(body);
    for (int i = 0; i < ranges.size(); i++) {
      if (ranges.get(i).active) {
        cut.add(ranges.get(i));
      }
    }
    for (int i = 0; i < cut.size(); i++) {
      cut.get(i).close(gap);
    }
    return cut;
  }

  @Override
  public void visitFrame(
      int type, int count, Object @Nullable [] local, int stackCount, Object @Nullable [] stack) {
    List<Object> padded = new ArrayList<>(token + 1);
    int slots = 0;
    for (int i = 0; local != null && i < count; i++) {
      padded.add(local[i]);
      slots += local[i] == Opcodes.LONG || local[i] == Opcodes.DOUBLE ? 2 : 1;
    }
    for (; slots < token; slots++) {
      padded.add(Opcodes.TOP);
    }
    padded.add("java/lang/Object");
    mv.visitFrame(Opcodes.F_NEW, padded.size(), padded.toArray(), stackCount, stack);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    Label end = here();
    body.close(end);
    for (int i = 0; i < ranges.size(); i++) {
      if (ranges.get(i).active) {
        ranges.get(i).close(end); // its end is the code's end, which ASM visits last
      }
    }
    visitHandler();
    for (int i = 0; i < ranges.size(); i++) {
      ranges.get(i).writeTo(mv);
    }
    body.writeTo(mv); // last: the method's own handlers come first
    mv.visitMaxs(maxStack, maxLocals);
  }

  private void visitHandler() {
    mv.visitLabel(body.handler);
    if (hasFrames) {
      Object[] locals = new Object[token + 1];
      Arrays.fill(locals, Opcodes.TOP);
      locals[token] = "java/lang/Object";
      Object[] thrown = {"java/lang/Throwable"};
      mv.visitFrame(Opcodes.F_NEW, locals.length, locals, 1, thrown);
    }
    mv.visitInsn(Opcodes.DUP);
    mv.visitVarInsn(Opcodes.ALOAD, token);
    mv.visitInsn(Opcodes.SWAP);
    mv.visitMethodInsn(
        Opcodes.INVOKESTATIC, bridge, "exit", "(Ljava/lang/Object;Ljava/lang/Throwable;)V", false);
    mv.visitInsn(Opcodes.ATHROW);
  }
}
