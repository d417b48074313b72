package dev.curfew.weave;

import java.util.function.Consumer;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** A class with a static method {@code m}, written instruction by instruction. */
final class OddCode {
  static final String NAME = "odd.Code";

  private OddCode() {}

  /** As a compiler of Java 5 leaves it: no stack map frames; ends with {@code visitMaxs(0, 0)}. */
  static byte[] withoutFrames(String descriptor, Consumer<MethodVisitor> code) {
    return write(Opcodes.V1_5, ClassWriter.COMPUTE_MAXS, descriptor, code);
  }

  /** With the frames that the code visits, and its own sizes. */
  static byte[] withFrames(String descriptor, Consumer<MethodVisitor> code) {
    return write(Opcodes.V17, 0, descriptor, code);
  }

  /** And a second method {@code small}, which does nothing. */
  static byte[] withSmallMethod(String descriptor, Consumer<MethodVisitor> code) {
    ClassWriter writer = open(Opcodes.V17, 0);
    method(writer, "m", descriptor, code);
    method(
        writer,
        "small",
        "()V",
        mv -> {
          mv.visitInsn(Opcodes.RETURN);
          mv.visitMaxs(0, 0);
        });
    return writer.toByteArray();
  }

  private static byte[] write(
      int version, int flags, String descriptor, Consumer<MethodVisitor> code) {
    ClassWriter writer = open(version, flags);
    method(writer, "m", descriptor, code);
    return writer.toByteArray();
  }

  private static ClassWriter open(int version, int flags) {
    ClassWriter writer = new ClassWriter(flags);
    writer.visit(
        version, Opcodes.ACC_PUBLIC, NAME.replace('.', '/'), null, "java/lang/Object", null);
    return writer;
  }

  private static void method(
      ClassWriter writer, String name, String descriptor, Consumer<MethodVisitor> code) {
    MethodVisitor mv =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, name, descriptor, null, null);
    mv.visitCode();
    code.accept(mv);
    mv.visitEnd();
  }
}
