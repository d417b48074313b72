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
 * would call exit again, nor one of the method's own. So every row of the exception table, ours and
 * the method's, has a gap where exit is called and the method returns. (The return itself throws
 * only what the JVM has against the monitors held.) A jump out of the row to a common epilogue
 * would not do: what compilers leave on the stack at a return (kotlinc does, at {@code f(x ?:
 * return)}) differs from one return to the next, and the epilogue's frame could not describe it.
 *
 * <p>Where the result may come later than the method returns, exit is given the result too, and
 * what it gives back is returned.
 *
 * <p>The token is in a new local behind the method's own, and every frame is padded to it. So no
 * type has to be computed, and no class looked up.
 */
final class EntryMethodVisitor extends MethodVisitor {
  /** Rewritten by the build along with the class. */
  static final String BRIDGE = "dev/curfew/bridge/CurfewBridge";

  private static final String EXIT_WITH_RESULT =
      "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;";

  private static final String TOKEN_TYPE = "java/lang/Object";
  private static final int FIRST_RETURN = Opcodes.IRETURN;
  private static final int LAST_RETURN = Opcodes.RETURN;

  private final String bridge;
  private final TokenSource enter;
  private final int token;
  private final boolean hasFrames;
  private final @Nullable String later;
  private final List<Row> rows = new ArrayList<>();
  private final Row body = new Row(new Label(), new Label(), new Label(), null);

  /** A row of the exception table, and the pieces that gaps have cut it into. */
  private static final class Row {
    final Label start;
    final Label end;
    final Label handler;
    final @Nullable String type;

    /** Start and end of each piece; an odd number of them while a piece is open. */
    final List<Label> pieces = new ArrayList<>();

    Row(Label start, Label end, Label handler, @Nullable String type) {
      this.start = start;
      this.end = end;
      this.handler = handler;
      this.type = type;
    }

    boolean isOpen() {
      return pieces.size() % 2 != 0;
    }

    /** Opens or closes a piece. */
    void cut(Label at) {
      pieces.add(at);
    }

    void at(Label label) {
      if (isOpen() ? label == end : label == start && label != end) {
        cut(label);
      }
    }

    /** The JVM refuses rows that cover nothing. */
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

  /**
   * @param maxLocals of the method as it was
   * @param hasFrames whether its class file is of a version that has stack map frames
   */
  EntryMethodVisitor(
      MethodVisitor mv, String bridge, TokenSource enter, int maxLocals, boolean hasFrames) {
    this(mv, bridge, enter, maxLocals, hasFrames, null);
  }

  /**
   * @param later internal name of what the method returns, when the result may come later; null: it
   *     does not
   */
  EntryMethodVisitor(
      MethodVisitor mv,
      String bridge,
      TokenSource enter,
      int maxLocals,
      boolean hasFrames,
      @Nullable String later) {
    super(Opcodes.ASM9, mv);
    this.later = later;
    this.bridge = bridge;
    this.enter = enter;
    this.token = maxLocals;
    this.hasFrames = hasFrames;
  }

  @Override
  public void visitCode() {
    mv.visitCode();
    enter.writeTo(mv);
    mv.visitVarInsn(Opcodes.ASTORE, token);
    mv.visitLabel(body.start);
    body.at(body.start);
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
    rows.add(new Row(start, end, handler, type));
  }

  /**
   * Left out: it names its row by number, and gaps renumber them. Nothing at run time can see it.
   */
  @Override
  public @Nullable AnnotationVisitor visitTryCatchAnnotation(
      int typeRef, @Nullable TypePath path, String descriptor, boolean visible) {
    return null;
  }

  @Override
  public void visitLabel(Label label) {
    mv.visitLabel(label);
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).at(label);
    }
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode < FIRST_RETURN || opcode > LAST_RETURN) {
      mv.visitInsn(opcode);
      return;
    }
    List<Row> open = openRows();
    cut(open);
    mv.visitVarInsn(Opcodes.ALOAD, token);
    if (later == null) {
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, bridge, "exit", "(Ljava/lang/Object;)V", false);
    } else {
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, bridge, "exit", EXIT_WITH_RESULT, false);
      mv.visitTypeInsn(Opcodes.CHECKCAST, later);
    }
    mv.visitInsn(opcode);
    cut(open);
  }

  private List<Row> openRows() {
    List<Row> open = new ArrayList<>();
    open.add(body);
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).isOpen()) {
        open.add(rows.get(i));
      }
    }
    return open;
  }

  private void cut(List<Row> open) {
    Label here = new Label();
    mv.visitLabel(here);
    for (int i = 0; i < open.size(); i++) {
      open.get(i).cut(here);
    }
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
    padded.add(TOKEN_TYPE);
    mv.visitFrame(Opcodes.F_NEW, padded.size(), padded.toArray(), stackCount, stack);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    mv.visitLabel(body.end);
    body.at(body.end);
    visitHandler();
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).writeTo(mv);
    }
    body.writeTo(mv); // last: the method's own handlers come first
    mv.visitMaxs(maxStack, maxLocals);
  }

  private void visitHandler() {
    mv.visitLabel(body.handler);
    if (hasFrames) {
      Object[] locals = new Object[token + 1];
      Arrays.fill(locals, Opcodes.TOP);
      locals[token] = TOKEN_TYPE;
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
