package dev.curfew.agent;

import dev.curfew.config.Configuration;
import dev.curfew.config.Rule;
import dev.curfew.weave.FollowTransformer;
import dev.curfew.weave.WeaveReport;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * What rules need whose calls follow their work, brought in when a configuration has such a rule.
 * No program pays for it that does without.
 */
final class Follows {
  private final Instrumentation instrumentation;
  private final WeaveReport report;
  private @Nullable FollowTransformer transformer;

  Follows(Instrumentation instrumentation, WeaveReport report) {
    this.instrumentation = instrumentation;
    this.report = report;
  }

  /** Before classes are woven by this configuration. */
  synchronized void prepare(Configuration configuration) {
    if (isAskedBy(configuration) && transformer == null) {
      BridgeInstaller.installFollowing(instrumentation);
    }
  }

  /** Weaves the JDK's classes if any rule asks for it. It stays, when no rule does any more. */
  synchronized void installIfAsked(Configuration configuration) {
    if (isAskedBy(configuration) && transformer == null) {
      transformer = new FollowTransformer(report);
      transformer.install(instrumentation);
    }
  }

  private static boolean isAskedBy(Configuration configuration) {
    for (Rule rule : configuration.rules()) {
      if (rule.options().follow()) {
        return true;
      }
    }
    return false;
  }

  /** The JDK's classes are as they were. */
  synchronized void remove() {
    if (transformer != null) {
      transformer.remove(instrumentation);
    }
  }
}
