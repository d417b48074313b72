package dev.curfew.weave;

import dev.curfew.config.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** The first reading of a class file: which of its methods are to be woven. */
final class Planner extends ClassVisitor {
  /** An entry method that is to be woven. */
  static final class Planned {
    final Rule rule;
    final int access;
    final String name;
    final String descriptor;
    final MethodShape shape = new MethodShape();
    int site;

    Planned(Rule rule, int access, String name, String descriptor) {
      this.rule = rule;
      this.access = access;
      this.name = name;
      this.descriptor = descriptor;
    }
  }

  /** Nor do bridges count: what they call does. */
  private static final int WITHOUT_CODE =
      Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE;

  private final Selection selection;
  private final Plan plan;
  private final List<Planned> wanted = new ArrayList<>();
  private final List<Planned> bridges = new ArrayList<>();
  private final Set<String> matchedNames = new HashSet<>();

  private Planner(Selection selection) {
    super(Opcodes.ASM9);
    this.selection = selection;
    this.plan = new Plan(selection.checkpoints());
  }

  static Plan plan(ClassReader reader, Selection selection) {
    Planner planner = new Planner(selection);
    reader.accept(planner, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    planner.refuseBridges();
    planner.giveSites();
    return planner.plan;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    if ((access & WITHOUT_CODE) == 0) {
      List<Integer> heartbeats = selection.heartbeats(name, descriptor);
      if (!heartbeats.isEmpty()) {
        plan.addHeartbeat(name, descriptor, heartbeats);
      }
    }
    Rule rule = selection.ruleFor(access, name, descriptor);
    if (rule == null) {
      return null;
    }
    Planned method = new Planned(rule, access, name, descriptor);
    if ((access & Opcodes.ACC_BRIDGE) != 0) {
      bridges.add(method);
      return null;
    }
    matchedNames.add(name);
    String reason = Refusals.ofMethod(access, name, descriptor);
    if (reason != null) {
      selection.refused(rule, name, descriptor, reason);
      return null;
    }
    wanted.add(method);
    return method.shape;
  }

  /** A bridge beside the method it calls is nothing to talk about: that one call is timed. */
  private void refuseBridges() {
    for (int i = 0; i < bridges.size(); i++) {
      Planned bridge = bridges.get(i);
      if (!matchedNames.contains(bridge.name)) {
        selection.refused(bridge.rule, bridge.name, bridge.descriptor, Refusals.BRIDGE);
      }
    }
  }

  private void giveSites() {
    for (int i = 0; i < wanted.size(); i++) {
      Planned method = wanted.get(i);
      String reason = method.shape.refusal();
      if (reason == null) {
        method.site = selection.siteOf(method.rule, method.access, method.name, method.descriptor);
        reason = method.site == 0 ? Refusals.NO_MORE_SITES : null;
      }
      if (reason == null) {
        plan.entries.put(Plan.key(method.name, method.descriptor), method);
      } else {
        selection.refused(method.rule, method.name, method.descriptor, reason);
      }
    }
  }
}
