package dev.curfew.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Defines the bridge's classes in {@code java.lang}, where the build has relocated them.
 *
 * <p>Opening {@code java.lang} to our own module would open it to the whole class path, because the
 * system loader has one unnamed module. So it is opened to the unnamed module of a throw-away
 * loader that holds one class, {@link BridgeDoor}, and nothing else ever.
 */
final class BridgeInstaller {
  /** The build rewrites these names along with the classes. */
  private static final String[] CLASSES = {
    // Supertypes and nest hosts first: a failed resolution would be cached for ever.
    "dev.curfew.bridge.CurfewWord",
    "dev.curfew.bridge.CurfewInterruptInFlight",
    "dev.curfew.bridge.CurfewOwner",
    "dev.curfew.bridge.CurfewCall",
    "dev.curfew.bridge.CurfewCall$Delivery",
    "dev.curfew.bridge.CurfewReentry",
    "dev.curfew.bridge.CurfewHooks",
    "dev.curfew.bridge.CurfewCursor",
    "dev.curfew.bridge.CurfewScope",
    "dev.curfew.bridge.CurfewLabelledScope",
    "dev.curfew.bridge.CurfewLabel",
    "dev.curfew.bridge.CurfewLine",
    "dev.curfew.bridge.CurfewLines",
    "dev.curfew.bridge.CurfewLines$Block",
    "dev.curfew.bridge.CurfewStrand",
    "dev.curfew.bridge.CurfewStripe",
    "dev.curfew.bridge.CurfewThreads",
    "dev.curfew.bridge.CurfewRefused",
    "dev.curfew.bridge.CurfewUse",
    "dev.curfew.bridge.CurfewStarted",
    "dev.curfew.bridge.CurfewResources",
    "dev.curfew.bridge.CurfewParent",
    "dev.curfew.bridge.CurfewTask",
    "dev.curfew.bridge.CurfewTasks",
    "dev.curfew.bridge.CurfewFollow",
    "dev.curfew.bridge.CurfewBridge",
  };

  /** Needed by woven checkpoints, which few programs have. */
  private static final String[] CHECKPOINTS = {
    "dev.curfew.bridge.CurfewStop",
    "dev.curfew.bridge.CurfewEntryFrame",
    "dev.curfew.bridge.CurfewStopRequest",
    "dev.curfew.bridge.CurfewCheckpoint",
  };

  private BridgeInstaller() {}

  /** What all woven code needs. */
  static void install(Instrumentation instrumentation) throws Exception {
    install(CLASSES, instrumentation);
  }

  /** What checkpoints need, before the first of them is woven. */
  static synchronized void installCheckpoints(Instrumentation instrumentation) throws Exception {
    install(CHECKPOINTS, instrumentation);
    String checkpoint = CHECKPOINTS[CHECKPOINTS.length - 1];
    Class.forName(checkpoint).getMethod("prepare").invoke(null);
  }

  /** Does nothing when the classes are not relocated, as in unit tests, or defined already. */
  private static void install(String[] classes, Instrumentation instrumentation) throws Exception {
    String last = classes[classes.length - 1];
    if (!last.startsWith("java.lang.") || isDefined(last)) {
      return;
    }
    Class<?> door = new ThrowAwayLoader(bytesOf(BridgeDoor.class.getName())).door();
    instrumentation.redefineModule(
        Object.class.getModule(),
        new HashSet<>(),
        new HashMap<>(),
        opensTo(door.getModule()),
        new HashSet<>(),
        new HashMap<>());
    MethodHandles.Lookup lookup = (MethodHandles.Lookup) door.getMethod("lookup").invoke(null);
    for (String name : classes) {
      lookup.defineClass(bytesOf(name));
    }
  }

  private static Map<String, Set<Module>> opensTo(Module module) {
    Set<Module> only = new HashSet<>();
    only.add(module);
    Map<String, Set<Module>> opens = new HashMap<>();
    opens.put("java.lang", only);
    return opens;
  }

  private static boolean isDefined(String name) {
    try {
      Class.forName(name, false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static byte[] bytesOf(String name) throws IOException {
    String file = name.replace('.', '/') + ".class";
    try (InputStream in = BridgeInstaller.class.getClassLoader().getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException(file + " is missing in the agent's jar");
      }
      return in.readAllBytes();
    }
  }

  /** Delegates to the boot loader only and knows one class. */
  private static final class ThrowAwayLoader extends ClassLoader {
    private final byte[] door;

    ThrowAwayLoader(byte[] door) {
      super(null);
      this.door = door;
    }

    Class<?> door() throws ClassNotFoundException {
      return Class.forName(BridgeDoor.class.getName(), true, this);
    }

    @Override
    protected Class<?> findClass(@Nullable String name) throws ClassNotFoundException {
      if (!BridgeDoor.class.getName().equals(name)) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, door, 0, door.length);
    }
  }
}
