package dev.curfew.weave;

import dev.curfew.weave.Planner.Planned;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Weaves the entry methods of one class file. Holds no state; any thread. */
final class EntryMethodWeaver {
  private static final int FIRST_VERSION_WITH_FRAMES = Opcodes.V1_6;
  private static final int MAJOR_VERSION = 0xFFFF;

  private final String bridge;

  EntryMethodWeaver() {
    this(EntryMethodVisitor.BRIDGE);
  }

  /** For tests, with another bridge. */
  EntryMethodWeaver(String bridge) {
    this.bridge = bridge;
  }

  /**
   * Weaves what the selection wants.
   *
   * @return the woven class file; null when no method was woven
   * @throws RuntimeException when the class file can't be read or written; its kinds are ASM's
   */
  byte @Nullable [] weave(byte[] classFile, Selection selection) {
    ClassReader reader = new ClassReader(classFile);
    Map<String, Planned> planned = Planner.plan(reader, selection);
    while (!planned.isEmpty()) {
      try {
        byte[] woven = write(reader, planned);
        for (Planned method : planned.values()) {
          selection.woven(method.rule, method.name, method.descriptor);
        }
        return woven;
      } catch (MethodTooLargeException e) {
        refuseTooLarge(e, planned, selection);
      }
    }
    return null;
  }

  private static void refuseTooLarge(
      MethodTooLargeException e, Map<String, Planned> planned, Selection selection) {
    Planned method = planned.remove(Planner.key(e.getMethodName(), e.getDescriptor()));
    if (method == null) {
      throw e;
    }
    selection.refused(method.rule, method.name, method.descriptor, Refusals.TOO_LARGE);
  }

  private byte[] write(ClassReader reader, Map<String, Planned> planned) {
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new Weaving(writer, planned), ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  private final class Weaving extends ClassVisitor {
    private final Map<String, Planned> planned;
    private boolean hasFrames;

    Weaving(ClassVisitor next, Map<String, Planned> planned) {
      super(Opcodes.ASM9, next);
      this.planned = planned;
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
      Planned method = planned.get(Planner.key(name, descriptor));
      return method == null
          ? next
          : new EntryMethodVisitor(next, bridge, method.site, method.shape.maxLocals(), hasFrames);
    }
  }
}
