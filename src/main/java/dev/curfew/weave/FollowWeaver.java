package dev.curfew.weave;

import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Weaves where the JDK's executors take tasks in, and where they run them. The methods are the same
 * in JDK 17 to 25; one that a JDK does not have is reported. Any thread.
 */
final class FollowWeaver {
  /** Rewritten by the build along with the class. */
  private static final String FOLLOW = "dev/curfew/bridge/CurfewFollow";

  private static final String POOL = "java/util/concurrent/ThreadPoolExecutor";
  private static final String SCHEDULED = "java/util/concurrent/ScheduledThreadPoolExecutor";
  private static final String SCHEDULED_TASK = "(Ljava/util/concurrent/RunnableScheduledFuture;)V";

  /** Their first argument is a task that is handed over. */
  private static final Map<String, Set<String>> TAKING_IN =
      Map.of(
          POOL,
          Set.of("execute(Ljava/lang/Runnable;)V"),
          SCHEDULED,
          Set.of("delayedExecute" + SCHEDULED_TASK, "reExecutePeriodic" + SCHEDULED_TASK));

  /** They run tasks. */
  private static final Map<String, String> RUNNING =
      Map.of(POOL, "runWorker(Ljava/util/concurrent/ThreadPoolExecutor$Worker;)V");

  /**
   * True for a class with such methods. Asked while classes are being loaded: what it calls has to
   * be there already.
   *
   * @param internalName null: it has none
   */
  static boolean isWoven(@Nullable String internalName) {
    return POOL.equals(internalName) || SCHEDULED.equals(internalName);
  }

  /**
   * @throws IllegalStateException when a method is not as it is known to be
   */
  byte[] weave(String internalName, byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    Weaving weaving = new Weaving(writer, internalName);
    reader.accept(weaving, 0);
    weaving.check();
    return writer.toByteArray();
  }

  private static final class Weaving extends ClassVisitor {
    private final String className;
    private int woven;

    Weaving(ClassVisitor next, String className) {
      super(Opcodes.ASM9, next);
      this.className = className;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      if (TAKING_IN.getOrDefault(className, Set.of()).contains(name + descriptor)) {
        return new TakingIn(next);
      }
      return (name + descriptor).equals(RUNNING.get(className)) ? new Running(next) : next;
    }

    void check() {
      int all = TAKING_IN.getOrDefault(className, Set.of()).size();
      all += RUNNING.containsKey(className) ? 1 : 0;
      if (woven != all) {
        throw new IllegalStateException("this JDK's " + className + " has other methods");
      }
    }

    private final class TakingIn extends MethodVisitor {
      TakingIn(MethodVisitor next) {
        super(Opcodes.ASM9, next);
      }

      @Override
      public void visitCode() {
        super.visitCode();
        mv.visitVarInsn(Opcodes.ALOAD, 1);
        mv.visitMethodInsn(
            Opcodes.INVOKESTATIC, FOLLOW, "submitted", "(Ljava/lang/Object;)V", false);
        woven++;
      }
    }

    /** Has the bridge run the task. */
    private final class Running extends MethodVisitor {
      Running(MethodVisitor next) {
        super(Opcodes.ASM9, next);
      }

      @Override
      public void visitMethodInsn(
          int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (owner.equals("java/lang/Runnable") && name.equals("run")) {
          mv.visitMethodInsn(Opcodes.INVOKESTATIC, FOLLOW, "run", "(Ljava/lang/Runnable;)V", false);
          woven++;
        } else {
          mv.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }
      }
    }
  }
}
