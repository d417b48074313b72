package dev.curfew.weave;

import dev.curfew.config.RuleOptions;
import dev.curfew.weave.Planner.Planned;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Weaves one class file: entry methods, heartbeats, checkpoints. Holds no state; any thread. */
final class EntryMethodWeaver {
  private static final int FIRST_VERSION_WITH_FRAMES = Opcodes.V1_6;
  private static final int MAJOR_VERSION = 0xFFFF;
  private static final int WITHOUT_CODE = Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE;

  private final String bridge;
  private final String checkpoint;
  private final String results;

  EntryMethodWeaver() {
    this(EntryMethodVisitor.BRIDGE, CheckpointVisitor.CHECKPOINT);
  }

  /** For tests, with another bridge. */
  EntryMethodWeaver(String bridge) {
    this(bridge, CheckpointVisitor.CHECKPOINT);
  }

  /** For tests, with others. */
  EntryMethodWeaver(String bridge, String checkpoint) {
    this(bridge, checkpoint, Results.RESULTS);
  }

  /** For tests, with others. */
  EntryMethodWeaver(String bridge, String checkpoint, String results) {
    this.bridge = bridge;
    this.checkpoint = checkpoint;
    this.results = results;
  }

  /**
   * Weaves what the selection wants.
   *
   * @return the woven class file; null when there is nothing to weave in it
   * @throws RuntimeException when the class file can't be read or written; its kinds are ASM's
   */
  byte @Nullable [] weave(byte[] classFile, Selection selection) {
    ClassReader reader = new ClassReader(classFile);
    Plan plan = Planner.plan(reader, selection);
    while (!plan.isEmpty()) {
      try {
        byte[] woven = write(reader, plan, selection);
        for (Planned method : plan.entries.values()) {
          selection.woven(method.rule, method.name, method.descriptor);
        }
        return woven;
      } catch (MethodTooLargeException e) {
        if (!plan.removeCheckpoints(e.getMethodName(), e.getDescriptor())) {
          refuseTooLarge(e, plan, selection);
        }
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

  private byte @Nullable [] write(ClassReader reader, Plan plan, Selection selection) {
    boolean plain = plan.hasNoMethods(); // checkpoints change neither frames nor sizes
    ClassWriter writer = new ClassWriter(reader, plain ? 0 : ClassWriter.COMPUTE_MAXS);
    Weaving weaving = new Weaving(writer, plan);
    reader.accept(weaving, plain ? 0 : ClassReader.EXPAND_FRAMES);
    int checks = weaving.checks[0];
    if (plain && checks == 0) {
      return null;
    }
    byte[] woven = writer.toByteArray();
    selection.checkpointsWoven(checks);
    return woven;
  }

  private final class Weaving extends ClassVisitor {
    private final Plan plan;
    private final int[] checks = {0};
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
      if (!heartbeats.isEmpty()) {
        woven = new HeartbeatVisitor(woven, bridge, heartbeats);
      }
      return checkpointed(woven, access, name, descriptor);
    }

    private MethodVisitor checkpointed(
        MethodVisitor next, int access, String name, String descriptor) {
      CheckpointPlaces places = plan.checkpoints(name, descriptor);
      if (places == CheckpointPlaces.NONE || (access & WITHOUT_CODE) != 0) {
        return next;
      }
      return CheckpointVisitor.before(next, checkpoint, name, places, checks);
    }

    private MethodVisitor entry(MethodVisitor next, Planned method) {
      RuleOptions options = method.rule.options();
      String later = options.follow() ? Results.typeOf(method.descriptor) : null;
      String called = later == null ? bridge : results;
      EnterCall enter =
          new EnterCall(
              called, later != null, method.site, options, method.access, method.descriptor);
      return new EntryMethodVisitor(
          next, called, enter, method.shape.maxLocals(), hasFrames, later);
    }
  }
}
