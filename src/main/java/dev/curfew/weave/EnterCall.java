package dev.curfew.weave;

import dev.curfew.config.LabelTemplate;
import dev.curfew.config.RuleOptions;
import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** Writes the call of the bridge with which an entry method begins; it leaves the token. */
final class EnterCall implements TokenSource {
  /** In a label, for an argument that the method does not have. */
  private static final String NO_ARGUMENT = "-";

  private static final String OBJECT = "java/lang/Object";

  private final String bridge;
  private final boolean later;
  private final int site;
  private final RuleOptions options;
  private final boolean isStatic;
  private final String descriptor;

  /**
   * @param later whether the result may come later than the method returns
   */
  EnterCall(
      String bridge, boolean later, int site, RuleOptions options, int access, String descriptor) {
    this.bridge = bridge;
    this.later = later;
    this.site = site;
    this.options = options;
    this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
    this.descriptor = descriptor;
  }

  @Override
  public void writeTo(MethodVisitor mv) {
    pushInt(mv, site);
    if (later) {
      pushLabelValues(mv, options.label());
      mv.visitMethodInsn(
          Opcodes.INVOKESTATIC, bridge, "enter", "(ILjava/lang/Object;)Ljava/lang/Object;", false);
      return;
    }
    if (isPlain()) {
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, bridge, "enter", "(I)Ljava/lang/Object;", false);
      return;
    }
    mv.visitInsn(options.exact() ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
    pushLabelValues(mv, options.label());
    mv.visitMethodInsn(
        Opcodes.INVOKESTATIC, bridge, "enter", "(IZLjava/lang/Object;)Ljava/lang/Object;", false);
  }

  /** A call inside another one of the same method may have a shorter timeout by an override. */
  private boolean isPlain() {
    return !options.exact() && options.label() == null && options.overrides().isEmpty();
  }

  private void pushLabelValues(MethodVisitor mv, @Nullable LabelTemplate label) {
    if (label == null) {
      mv.visitInsn(Opcodes.ACONST_NULL);
      return;
    }
    Type[] types = Type.getArgumentTypes(descriptor);
    List<Integer> arguments = label.arguments();
    if (arguments.size() == 1) {
      pushBoxed(mv, types, arguments.get(0));
      return;
    }
    pushInt(mv, arguments.size());
    mv.visitTypeInsn(Opcodes.ANEWARRAY, OBJECT);
    for (int i = 0; i < arguments.size(); i++) {
      mv.visitInsn(Opcodes.DUP);
      pushInt(mv, i);
      pushBoxed(mv, types, arguments.get(i));
      mv.visitInsn(Opcodes.AASTORE);
    }
  }

  private void pushBoxed(MethodVisitor mv, Type[] types, int argument) {
    if (argument >= types.length) {
      mv.visitLdcInsn(NO_ARGUMENT);
      return;
    }
    int slot = isStatic ? 0 : 1;
    for (int i = 0; i < argument; i++) {
      slot += types[i].getSize();
    }
    Type type = types[argument];
    mv.visitVarInsn(type.getOpcode(Opcodes.ILOAD), slot);
    String box = boxOf(type);
    if (box != null) {
      String boxing = "(" + type.getDescriptor() + ")L" + box + ";";
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, box, "valueOf", boxing, false);
    }
  }

  private static @Nullable String boxOf(Type type) {
    return switch (type.getSort()) {
      case Type.BOOLEAN -> "java/lang/Boolean";
      case Type.CHAR -> "java/lang/Character";
      case Type.BYTE -> "java/lang/Byte";
      case Type.SHORT -> "java/lang/Short";
      case Type.INT -> "java/lang/Integer";
      case Type.LONG -> "java/lang/Long";
      case Type.FLOAT -> "java/lang/Float";
      case Type.DOUBLE -> "java/lang/Double";
      default -> null;
    };
  }

  static void pushInt(MethodVisitor mv, int value) {
    if (value <= Short.MAX_VALUE) {
      mv.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      mv.visitLdcInsn(value);
    }
  }
}
