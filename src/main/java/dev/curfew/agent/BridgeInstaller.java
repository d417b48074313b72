package dev.curfew.agent;

import dev.curfew.bridge.CurfewCheckpoint;
import dev.curfew.bridge.CurfewFollow;
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
    "dev.curfew.bridge.CurfewResources",
    "dev.curfew.bridge.CurfewParent",
    "dev.curfew.bridge.CurfewBridge",
  };

  /** Needed by woven checkpoints, which few programs have. */
  private static final String[] CHECKPOINTS = {
    "dev.curfew.bridge.CurfewStop",
    "dev.curfew.bridge.CurfewEntryFrame",
    "dev.curfew.bridge.CurfewStopRequest",
    "dev.curfew.bridge.CurfewCheckpoint",
  };

  /** Needed where the JDK's blocking classes are woven, for mode force. */
  private static final String[] RESOURCES = {
    "dev.curfew.bridge.CurfewStarted", "dev.curfew.bridge.CurfewUse",
  };

  /** Needed where the JDK's executors are woven, for rules that follow. */
  private static final String[] FOLLOWING = {
    "dev.curfew.bridge.CurfewTask",
    "dev.curfew.bridge.CurfewTasks",
    "dev.curfew.bridge.CurfewStage",
    "dev.curfew.bridge.CurfewStage$OfCopy",
    "dev.curfew.bridge.CurfewLater",
    "dev.curfew.bridge.CurfewResults",
    "dev.curfew.bridge.CurfewFollow",
  };

  private BridgeInstaller() {}

  /** What all woven code needs. */
  static void install(Instrumentation instrumentation) throws Exception {
    install(CLASSES, instrumentation);
  }

  /** What checkpoints need, before the first of them is woven. */
  static void installCheckpoints(Instrumentation instrumentation) {
    installLater("what checkpoints need", CHECKPOINTS, instrumentation);
    try {
      CurfewCheckpoint.prepare();
    } catch (Throwable e) {
      throw new IllegalStateException("checkpoints can't be linked", e);
    }
  }

  /** What force needs, before the first of the JDK's classes is woven for it. */
  static void installResources(Instrumentation instrumentation) {
    installLater("what force needs", RESOURCES, instrumentation);
  }

  /** What following needs, before the bridge is told of the first site whose rule follows. */
  static void installFollowing(Instrumentation instrumentation) {
    installLater("what following needs", FOLLOWING, instrumentation);
    CurfewFollow.prepare();
  }

  private static synchronized void installLater(
      String what, String[] classes, Instrumentation instrumentation) {
    try {
      install(classes, instrumentation);
    } catch (Exception e) {
      throw new IllegalStateException(what + " can't be defined", e);
    }
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
