package dev.curfew.agent;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes that run in a watched program from one entry of the agent's jar, in which the
 * build has packed them one behind the other. From entries of their own, through the system loader,
 * the 120 that each start needs take three times as long. What is not packed (the API, libraries
 * that are seldom needed) comes from the parent. Any thread.
 */
final class AgentLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String PACK = "META-INF/curfew.classes";
  private static final String CLASS = ".class";
  private static final String OWN = "dev.curfew.";

  /** An index in front, as {@code PackClasses} describes it; the build makes it of the jar. */
  private final byte[] pack;

  private final ProtectionDomain domain;

  private AgentLoader(ClassLoader parent, byte[] pack, ProtectionDomain domain) {
    super(parent);
    this.pack = pack;
    this.domain = domain;
    Package own = AgentLoader.class.getPackage();
    definePackage(
        own.getName(), null, null, null, null, own.getImplementationVersion(), null, null);
  }

  /** The loader of the agent's classes: our own when they are not packed, as in unit tests. */
  static ClassLoader open() throws IOException, URISyntaxException {
    ClassLoader parent = AgentLoader.class.getClassLoader();
    ProtectionDomain domain = AgentLoader.class.getProtectionDomain();
    byte[] pack = read(domain.getCodeSource());
    return pack == null ? parent : new AgentLoader(parent, pack, domain);
  }

  /** As a file: a resource of the system loader would cost a URL connection. */
  private static byte @Nullable [] read(CodeSource source) throws IOException, URISyntaxException {
    File file = new File(source.getLocation().toURI());
    if (file.isDirectory()) {
      return null;
    }
    try (ZipFile jar = new ZipFile(file)) {
      ZipEntry entry = jar.getEntry(PACK);
      if (entry == null) {
        return null;
      }
      try (InputStream in = jar.getInputStream(entry)) {
        byte[] pack = new byte[(int) entry.getSize()];
        in.readNBytes(pack, 0, pack.length); // one read; readAllBytes would put pieces together
        return pack;
      }
    }
  }

  /** Where in the pack a class begins; 0: it is not in there. */
  private int find(String name) {
    int slots = intAt(0);
    int slot = name.hashCode() & (slots - 1);
    int place = place(slot);
    while (place != 0 && !isNamed(place, name)) {
      slot = (slot + 1) & (slots - 1);
      place = place(slot);
    }
    return place;
  }

  private int place(int slot) {
    return intAt((1 + slot) * Integer.BYTES);
  }

  private int intAt(int at) {
    return pack[at] << 24
        | (pack[at + 1] & 0xff) << 16
        | (pack[at + 2] & 0xff) << 8
        | (pack[at + 3] & 0xff);
  }

  private boolean isNamed(int place, String name) {
    if (intAt(place) != name.length()) {
      return false;
    }
    int at = place + 2 * Integer.BYTES;
    for (int i = name.length() - 1; i >= 0; i--) { // most begin alike
      if (pack[at + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int fileOf(int place) {
    return place + 2 * Integer.BYTES + intAt(place);
  }

  private int lengthOf(int place) {
    return intAt(place + Integer.BYTES);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    int place = name.startsWith(OWN) ? find(name) : 0; // the bridge is the boot loader's
    if (place == 0) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null
          ? defineClass(name, pack, fileOf(place), lengthOf(place), domain)
          : loaded;
    }
  }

  /** Also the class files of the bridge, which are packed too. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    int place =
        name.endsWith(CLASS)
            ? find(name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
            : 0;
    return place == 0
        ? super.getResourceAsStream(name)
        : new ByteArrayInputStream(pack, fileOf(place), lengthOf(place));
  }
}
