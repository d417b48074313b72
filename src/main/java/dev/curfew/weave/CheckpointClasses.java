package dev.curfew.weave;

import dev.curfew.config.ClassPattern;
import java.util.List;

/** Which classes are configured to have checkpoints in their loops, by names alone. Immutable. */
final class CheckpointClasses {
  private final List<ClassPattern> patterns;

  CheckpointClasses(List<ClassPattern> patterns) {
    this.patterns = patterns;
  }

  /** By the internal or the binary name. Never the JDK's classes, nor the agent's. */
  boolean contains(String name) {
    String internalName = name.replace('.', '/');
    if (EntryMethods.isOfJdk(internalName) || Refusals.isOwn(internalName)) {
      return false;
    }
    String binaryName = name.replace('/', '.');
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).matches(binaryName)) {
        return true;
      }
    }
    return false;
  }
}
