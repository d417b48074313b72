package dev.curfew.enforce;

import dev.curfew.config.Force;
import dev.curfew.engine.Timer;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the means of force. */
public final class Means {
  private Means() {}

  /**
   * Those that the configuration allows and this JVM has.
   *
   * @param instrumentation opens java.net to this class's module, so that sockets can be closed
   */
  public static List<ForceMeans> of(Force force, Instrumentation instrumentation) {
    List<ForceMeans> means = new ArrayList<>();
    if (force.uses("statements") && hasModule("java.sql")) {
      means.add(new Statements());
    }
    if (force.uses("sockets")) {
      addSockets(means, instrumentation);
    }
    if (force.uses("futures")) {
      means.add(new Futures());
    }
    if (force.uses("processes")) {
      means.add(new Processes());
    }
    return means;
  }

  /** Null: there is no JDBC in this JVM. */
  static @Nullable Class<?> classOfStatements() {
    return hasModule("java.sql") ? java.sql.Statement.class : null;
  }

  private static boolean hasModule(String name) {
    return ModuleLayer.boot().findModule(name).isPresent();
  }

  private static void addSockets(List<ForceMeans> means, Instrumentation instrumentation) {
    try {
      instrumentation.redefineModule(
          Object.class.getModule(),
          Set.of(),
          Map.of(),
          Map.of("java.net", Set.of(Means.class.getModule())),
          Set.of(),
          Map.of());
      means.add(new Sockets());
    } catch (ReflectiveOperationException | RuntimeException e) {
      means.add(new Unavailable("sockets", e.toString()));
    }
  }

  /** Says in each call's record why it can't do its work. */
  private record Unavailable(String name, String reason) implements ForceMeans {
    @Override
    public List<String> apply(Timer timer) {
      return List.of(name + " can't be ended: " + reason);
    }
  }
}
