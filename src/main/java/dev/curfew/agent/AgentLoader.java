package dev.curfew.agent;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;
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

  private final byte[] pack;
  private final ProtectionDomain domain;

  /** Where in the pack a class is, by its name. */
  private final Map<String, Place> places;

  private record Place(int offset, int length) {}

  private AgentLoader(ClassLoader parent, byte[] pack, ProtectionDomain domain) {
    super(parent);
    this.pack = pack;
    this.domain = domain;
    this.places = index(pack);
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

  /**
   * In front: where the classes begin and how many they are; of each, the lengths of its name and
   * of its class file, and the name. Then the classes, in that order.
   */
  private static Map<String, Place> index(byte[] pack) {
    ByteBuffer in = ByteBuffer.wrap(pack);
    int offset = in.getInt();
    int count = in.getInt();
    Map<String, Place> places = new HashMap<>(2 * count);
    for (int i = 0; i < count; i++) {
      int nameLength = in.getInt();
      int length = in.getInt();
      String name = new String(pack, in.position(), nameLength, StandardCharsets.ISO_8859_1);
      in.position(in.position() + nameLength);
      places.put(name, new Place(offset, length));
      offset += length;
    }
    return places;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    Place place = places.get(name);
    if (place == null || name.startsWith("java.")) { // the bridge is the boot loader's
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? defineClass(name, pack, place.offset, place.length, domain) : loaded;
    }
  }

  /** Also the class files of the bridge, which are packed too. */
  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    Place place =
        name.endsWith(CLASS)
            ? places.get(name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
            : null;
    return place == null
        ? super.getResourceAsStream(name)
        : new ByteArrayInputStream(pack, place.offset, place.length);
  }
}
