package dev.curfew.weave;

import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Weaves methods in which threads block, and the constructor of processes. Any thread. */
final class ResourceWeaver {
  /** Rewritten by the build along with the class. */
  private static final String RESOURCES = "dev/curfew/bridge/CurfewResources";

  private static final int FIRST_VERSION_WITH_FRAMES = Opcodes.V1_6;
  private static final int MAJOR_VERSION = 0xFFFF;

  private final Resources resources;

  ResourceWeaver(Resources resources) {
    this.resources = resources;
  }

  /** Null when there is nothing to weave. */
  byte @Nullable [] weave(String internalName, byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    if (internalName.equals(Resources.PROCESS)) {
      ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
      reader.accept(new Starting(writer), 0);
      return writer.toByteArray();
    }
    Blocking blocking = new Blocking(internalName);
    reader.accept(blocking, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    if (blocking.shapes.isEmpty()) {
      return null;
    }
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new Weaving(writer, blocking.shapes), ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  /** The first reading: which methods, and how many locals they have. */
  private final class Blocking extends ClassVisitor {
    final Map<String, MethodShape> shapes = new HashMap<>();
    private final String className;

    Blocking(String className) {
      super(Opcodes.ASM9);
      this.className = className;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      if (!resources.blocksIn(className, access, name, descriptor)) {
        return null;
      }
      MethodShape shape = new MethodShape();
      shapes.put(name + descriptor, shape);
      return shape;
    }
  }

  /** The second one. */
  private static final class Weaving extends ClassVisitor {
    private final Map<String, MethodShape> shapes;
    private boolean hasFrames;

    Weaving(ClassVisitor next, Map<String, MethodShape> shapes) {
      super(Opcodes.ASM9, next);
      this.shapes = shapes;
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      hasFrames = (version & MAJOR_VERSION) >= FIRST_VERSION_WITH_FRAMES;
      super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      MethodShape shape = shapes.get(name + descriptor);
      return shape == null || shape.refusal() != null
          ? next
          : new EntryMethodVisitor(next, RESOURCES, new OnThis(), shape.maxLocals(), hasFrames);
    }
  }

  /** The resource is the object whose method it is. */
  private static final class OnThis implements TokenSource {
    @Override
    public void writeTo(MethodVisitor mv) {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
      mv.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          RESOURCES,
          "enter",
          "(Ljava/lang/Object;)Ljava/lang/Object;",
          false);
    }
  }

  /** Every process is made by a constructor that ends in that of {@code java.lang.Process}. */
  private static final class Starting extends ClassVisitor {
    Starting(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return name.equals("<init>") ? new StartedAtReturn(next) : next;
    }
  }

  private static final class StartedAtReturn extends MethodVisitor {
    StartedAtReturn(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.RETURN) {
        mv.visitVarInsn(Opcodes.ALOAD, 0);
        mv.visitMethodInsn(
            Opcodes.INVOKESTATIC, RESOURCES, "started", "(Ljava/lang/Object;)V", false);
      }
      mv.visitInsn(opcode);
    }
  }
}
