package dev.curfew.weave;

import dev.curfew.config.Mode;
import dev.curfew.config.Rule;
import java.time.Duration;
import java.util.List;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Weaves a class that nobody will see, on a thread of its own, while premain does its other work:
 * else the application's first entry method would wait until the weaver's forty classes are loaded.
 */
public final class WarmUp {
  private static final String SAMPLE = "dev/curfew/weave/Sample";

  private WarmUp() {}

  /** Names no class of the bridge, so it may be called before they are defined. Never throws. */
  public static void weave() {
    try {
      wovenSample();
    } catch (Throwable e) {
      // Nothing is lost but time: the first class that is woven reports what is wrong.
    }
  }

  static byte @Nullable [] wovenSample() {
    return new EntryMethodWeaver().weave(sample(), new EveryMethod());
  }

  private static byte[] sample() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, SAMPLE, null, "java/lang/Object", null);
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, "run", "()V", null, null);
    method.visitCode();
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static final class EveryMethod implements Selection {
    private final Rule rule = new Rule("warm-up", List.of(), null, null, Duration.ZERO, Mode.OFF);

    @Override
    public Rule ruleFor(int access, String name, String descriptor) {
      return rule;
    }

    @Override
    public List<Integer> heartbeats(String name, String descriptor) {
      return List.of();
    }

    @Override
    public int siteOf(Rule rule, int access, String name, String descriptor) {
      return 1;
    }

    @Override
    public void refused(Rule rule, String name, String descriptor, String reason) {}

    @Override
    public void woven(Rule rule, String name, String descriptor) {}
  }
}
