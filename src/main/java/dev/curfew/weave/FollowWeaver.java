package dev.curfew.weave;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Weaves where the JDK takes tasks in, and where it runs them: pools, fork-join, futures that are
 * completed later, and threads. Tried on JDK 17 and 25; where a JDK has other methods, what can't
 * be woven is reported. Any thread.
 */
final class FollowWeaver {
  /** Rewritten by the build along with the class. */
  private static final String FOLLOW = "dev/curfew/bridge/CurfewFollow";

  private static final String POOL = "java/util/concurrent/ThreadPoolExecutor";
  private static final String SCHEDULED = "java/util/concurrent/ScheduledThreadPoolExecutor";
  private static final String WORK_QUEUE = "java/util/concurrent/ForkJoinPool$WorkQueue";
  private static final String FORKED = "java/util/concurrent/ForkJoinTask";
  private static final String COMPLETION = "java/util/concurrent/CompletableFuture$UniCompletion";
  private static final String THREAD = "java/lang/Thread";
  private static final String VIRTUAL = "java/lang/VirtualThread";

  private static final String ONE_OBJECT = "(Ljava/lang/Object;)V";

  /**
   * True for a class with such methods. Asked while classes are being loaded: what it calls has to
   * be there already.
   *
   * @param name internal name; null: it has none
   */
  static boolean isWoven(@Nullable String name) {
    return POOL.equals(name)
        || SCHEDULED.equals(name)
        || WORK_QUEUE.equals(name)
        || FORKED.equals(name)
        || COMPLETION.equals(name)
        || THREAD.equals(name)
        || VIRTUAL.equals(name);
  }

  /** At least so many places have to be found in the class. */
  private static int expected(String name) {
    return switch (name) {
      case POOL -> 3; // execute, the beginning of runWorker, and run in it
      case SCHEDULED, THREAD -> 2;
      default -> 1;
    };
  }

  /**
   * @throws IllegalStateException when a method is not as it is known to be
   */
  byte[] weave(String internalName, byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    Weaving weaving = new Weaving(writer, internalName, shapeOfDoExec(reader));
    reader.accept(weaving, ClassReader.EXPAND_FRAMES);
    if (weaving.places < expected(internalName)) {
      throw new IllegalStateException("this JDK's " + internalName + " has other methods");
    }
    return writer.toByteArray();
  }

  private static MethodShape shapeOfDoExec(ClassReader reader) {
    MethodShape shape = new MethodShape();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            return name.equals("doExec") ? shape : null;
          }
        },
        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return shape;
  }

  private static final class Weaving extends ClassVisitor {
    private final String className;
    private final MethodShape doExec;
    private int places;

    Weaving(ClassVisitor next, String className, MethodShape doExec) {
      super(Opcodes.ASM9, next);
      this.className = className;
      this.doExec = doExec;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return switch (className) {
        case POOL -> ofPool(next, name, descriptor);
        case SCHEDULED ->
            descriptor.equals("(Ljava/util/concurrent/RunnableScheduledFuture;)V")
                    && (name.equals("delayedExecute") || name.equals("reExecutePeriodic"))
                ? new AtEntry(next, 1, "submitted", ONE_OBJECT)
                : next;
        case WORK_QUEUE ->
            descriptor.startsWith("(Ljava/util/concurrent/ForkJoinTask;")
                    && (name.equals("push") || name.equals("lockedPush"))
                ? new AtEntry(next, 1, "forked", ONE_OBJECT)
                : next;
        case FORKED -> name.equals("doExec") ? running(next) : next;
        case COMPLETION ->
            name.equals("<init>") && descriptor.startsWith("(Ljava/util/concurrent/Executor;")
                ? new Registering(next)
                : next;
        default -> ofThread(next, access, name, descriptor);
      };
    }

    private MethodVisitor ofPool(MethodVisitor next, String name, String descriptor) {
      if (name.equals("execute") && descriptor.equals("(Ljava/lang/Runnable;)V")) {
        return new AtEntry(next, 1, "submitted", ONE_OBJECT);
      }
      return name.equals("runWorker")
          ? new AtEntry(new Running(next, "run"), -1, "worker", "()V")
          : next;
    }

    /** A thread's own start is one method, or calls the other; run is in another one since 19. */
    private MethodVisitor ofThread(MethodVisitor next, int access, String name, String descriptor) {
      boolean starts =
          descriptor.equals("(Ljdk/internal/vm/ThreadContainer;)V")
              || (descriptor.equals("()V") && className.equals(THREAD));
      if (name.equals("start") && starts && (access & Opcodes.ACC_STATIC) == 0) {
        return new AtEntry(next, 0, "started", "(Ljava/lang/Thread;)V");
      }
      boolean runs = className.equals(THREAD) && (name.equals("run") || name.equals("runWith"));
      return runs ? new Running(next, "runThread") : next;
    }

    private MethodVisitor running(MethodVisitor next) {
      places++;
      return new EntryMethodVisitor(next, FOLLOW, new OnThis(), doExec.maxLocals(), true);
    }

    /** Tells the bridge of an argument. */
    private final class AtEntry extends MethodVisitor {
      private final int argument;
      private final String hook;
      private final String descriptor;

      /**
       * @param argument its local variable; -1: none
       */
      AtEntry(MethodVisitor next, int argument, String hook, String descriptor) {
        super(Opcodes.ASM9, next);
        this.argument = argument;
        this.hook = hook;
        this.descriptor = descriptor;
      }

      @Override
      public void visitCode() {
        super.visitCode();
        if (argument >= 0) {
          super.visitVarInsn(Opcodes.ALOAD, argument);
        }
        super.visitMethodInsn(Opcodes.INVOKESTATIC, FOLLOW, hook, descriptor, false);
        places++;
      }
    }

    /** Has the bridge run what is run here. */
    private final class Running extends MethodVisitor {
      private final String hook;

      Running(MethodVisitor next, String hook) {
        super(Opcodes.ASM9, next);
        this.hook = hook;
      }

      @Override
      public void visitMethodInsn(
          int opcode, String owner, String name, String descriptor, boolean isInterface) {
        if (owner.equals("java/lang/Runnable") && name.equals("run")) {
          super.visitMethodInsn(
              Opcodes.INVOKESTATIC, FOLLOW, hook, "(Ljava/lang/Runnable;)V", false);
          places++;
        } else {
          super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }
      }
    }

    /** At the end of a constructor whose first argument is an executor. */
    private final class Registering extends MethodVisitor {
      Registering(MethodVisitor next) {
        super(Opcodes.ASM9, next);
      }

      @Override
      public void visitInsn(int opcode) {
        if (opcode == Opcodes.RETURN) {
          super.visitVarInsn(Opcodes.ALOAD, 0);
          super.visitVarInsn(Opcodes.ALOAD, 1);
          super.visitMethodInsn(
              Opcodes.INVOKESTATIC,
              FOLLOW,
              "registered",
              "(Ljava/lang/Object;Ljava/lang/Object;)V",
              false);
          places++;
        }
        super.visitInsn(opcode);
      }
    }
  }

  /** The task is the object whose method it is. */
  private static final class OnThis implements TokenSource {
    @Override
    public void writeTo(MethodVisitor mv) {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
      mv.visitMethodInsn(
          Opcodes.INVOKESTATIC, FOLLOW, "enter", "(Ljava/lang/Object;)Ljava/lang/Object;", false);
    }
  }
}
