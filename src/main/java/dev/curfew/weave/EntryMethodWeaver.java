package dev.curfew.weave;

import dev.curfew.weave.Planner.Planned;
import java.util.List;
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
   * @return the woven class file; null when it has no entry method and no heartbeat
   * @throws RuntimeException when the class file can't be read or written; its kinds are ASM's
   */
  byte @Nullable [] weave(byte[] classFile, Selection selection) {
    ClassReader reader = new ClassReader(classFile);
    Plan plan = Planner.plan(reader, selection);
    while (!plan.isEmpty()) {
      try {
        byte[] woven = write(reader, plan);
        for (Planned method : plan.entries.values()) {
          selection.woven(method.rule, method.name, method.descriptor);
        }
        return woven;
      } catch (MethodTooLargeException e) {
        refuseTooLarge(e, plan, selection);
      }
    }
    return null;
  }

  private static void refuseTooLarge(MethodTooLargeException e, Plan plan, Selection selection) {
    boolean wasHeartbeat = !plan.heartbeats(e.getMethodName(), e.getDescriptor()).isEmpty();
    Planned method = plan.remove(e.getMethodName(), e.getDescriptor());
    if (method != null) {
      selection.refused(method.rule, method.name, method.descriptor, Refusals.TOO_LARGE);
    } else if (!wasHeartbeat) {
      throw e;
    }
  }

  private byte[] write(ClassReader reader, Plan plan) {
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new Weaving(writer, plan), ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  private final class Weaving extends ClassVisitor {
    private final Plan plan;
    private boolean hasFrames;

    Weaving(ClassVisitor next, Plan plan) {
      super(Opcodes.ASM9, next);
      this.plan = plan;
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
      Planned method = plan.entry(name, descriptor);
      MethodVisitor woven = method == null ? next : entry(next, method);
      List<Integer> heartbeats = plan.heartbeats(name, descriptor);
      return heartbeats.isEmpty() ? woven : new HeartbeatVisitor(woven, bridge, heartbeats);
    }

    private MethodVisitor entry(MethodVisitor next, Planned method) {
      EnterCall enter =
          new EnterCall(
              bridge, method.site, method.rule.options(), method.access, method.descriptor);
      return new EntryMethodVisitor(next, bridge, enter, method.shape.maxLocals(), hasFrames);
    }
  }
}
