package dev.curfew.weave;

import dev.curfew.config.Rule;
import dev.curfew.weave.EntryMethods.Candidates;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodTooLargeException;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Weaves the entry methods of one class file. */
final class EntryMethodWeaver {
  private static final int FIRST_VERSION_WITH_FRAMES = 50;
  private static final int VERSION_MASK = 0xFFFF;

  /** Decides on methods; told in the order of the class file. */
  interface Selection {
    /** The rule that has the method; null: none. */
    @Nullable Rule ruleFor(int access, String name, String descriptor);

    /** The method can't be woven. */
    void refused(Rule rule, String name, String descriptor, String reason);

    /** The id for a method that is about to be woven; 0: there are no more. */
    int site(Rule rule, String name, String descriptor);
  }

  private final String bridge;

  EntryMethodWeaver() {
    this(EntryMethodVisitor.BRIDGE);
  }

  /** For tests, with another bridge. */
  EntryMethodWeaver(String bridge) {
    this.bridge = bridge;
  }

  /** The woven class file; null when no method was woven. */
  byte @Nullable [] weave(byte[] classFile, Selection selection) {
    ClassReader reader = new ClassReader(classFile);
    Map<String, Plan> plans = plan(reader, selection);
    while (!plans.isEmpty()) {
      try {
        return write(reader, plans);
      } catch (MethodTooLargeException e) {
        Plan tooLarge = plans.remove(e.getMethodName() + e.getDescriptor());
        if (tooLarge == null) {
          throw e;
        }
        selection.refused(
            tooLarge.rule, e.getMethodName(), e.getDescriptor(), "it would exceed 64 KB of code");
      }
    }
    return null;
  }

  /** A method that is to be woven. */
  private static final class Plan {
    final Rule rule;
    final int site;
    final MethodShape shape;

    Plan(Rule rule, int site, MethodShape shape) {
      this.rule = rule;
      this.site = site;
      this.shape = shape;
    }
  }

  private static Map<String, Plan> plan(ClassReader reader, Selection selection) {
    Planner planner = new Planner(selection);
    reader.accept(planner, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return planner.finished();
  }

  private static final class Planner extends ClassVisitor {
    private final Selection selection;
    private final Map<String, Rule> rules = new HashMap<>();
    private final Map<String, MethodShape> shapes = new HashMap<>();

    Planner(Selection selection) {
      super(Opcodes.ASM9);
      this.selection = selection;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      Rule rule =
          (access & Opcodes.ACC_BRIDGE) != 0 ? null : selection.ruleFor(access, name, descriptor);
      if (rule == null) {
        return null;
      }
      String reason = Refusals.of(access, name, descriptor);
      if (reason != null) {
        selection.refused(rule, name, descriptor, reason);
        return null;
      }
      MethodShape shape = new MethodShape();
      rules.put(name + descriptor, rule);
      shapes.put(name + descriptor, shape);
      return shape;
    }

    Map<String, Plan> finished() {
      Map<String, Plan> plans = new HashMap<>();
      for (Map.Entry<String, Rule> e : rules.entrySet()) {
        String key = e.getKey();
        MethodShape shape = shapes.get(key);
        int paren = key.indexOf('(');
        addTo(plans, e.getValue(), key.substring(0, paren), key.substring(paren), shape);
      }
      return plans;
    }

    private void addTo(
        Map<String, Plan> plans,
        Rule rule,
        String name,
        String descriptor,
        @Nullable MethodShape shape) {
      if (shape == null || shape.hasSubroutines()) {
        selection.refused(rule, name, descriptor, "it uses jsr, as compilers did before Java 6");
        return;
      }
      int site = selection.site(rule, name, descriptor);
      if (site == 0) {
        selection.refused(rule, name, descriptor, "there are too many entry methods");
        return;
      }
      plans.put(name + descriptor, new Plan(rule, site, shape));
    }
  }

  private byte[] write(ClassReader reader, Map<String, Plan> plans) {
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new Weaving(writer, plans), ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  private final class Weaving extends ClassVisitor {
    private final Map<String, Plan> plans;
    private boolean hasFrames;

    Weaving(ClassVisitor next, Map<String, Plan> plans) {
      super(Opcodes.ASM9, next);
      this.plans = plans;
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      hasFrames = (version & VERSION_MASK) >= FIRST_VERSION_WITH_FRAMES;
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
      Plan plan = plans.get(name + descriptor);
      return plan == null
          ? next
          : new EntryMethodVisitor(next, bridge, plan.site, plan.shape.maxLocals(), hasFrames);
    }
  }

  /** The class-level half of a selection by names. */
  static @Nullable Rule ruleFor(Candidates candidates, int access, String name, String descriptor) {
    return candidates.ruleFor(name, descriptor, (access & Opcodes.ACC_SYNTHETIC) != 0);
  }
}
