package dev.curfew.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Defines the classes whose names have a prefix anew, changed; the others are the test's. */
final class WovenLoader extends ClassLoader {
  private final String prefix;
  private final UnaryOperator<byte[]> change;
  private final Map<String, byte[]> generated = new HashMap<>();

  WovenLoader(String prefix, UnaryOperator<byte[]> change) {
    super(WovenLoader.class.getClassLoader());
    this.prefix = prefix;
    this.change = change;
  }

  /** All methods woven, with calls of the recording bridge. */
  static WovenLoader ofEverythingIn(String prefix) {
    return new WovenLoader(prefix, WovenLoader::weave);
  }

  /** Methods of one name woven, with calls of the recording bridge. */
  static WovenLoader ofOnly(String method, String prefix) {
    return new WovenLoader(prefix, bytes -> weave(bytes, RecordingSelection.only(method)));
  }

  static byte[] weave(byte[] classFile) {
    return weave(classFile, RecordingSelection.ofAll());
  }

  private static byte[] weave(byte[] classFile, RecordingSelection selection) {
    byte[] woven = new EntryMethodWeaver(RecordingBridge.NAME).weave(classFile, selection);
    return woven == null ? classFile : woven;
  }

  /** A class that exists nowhere else. */
  WovenLoader with(String name, byte[] classFile) {
    generated.put(name, classFile);
    return this;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      if (!generated.containsKey(name) && !name.startsWith(prefix)) {
        return super.loadClass(name, resolve);
      }
      byte[] classFile = change.apply(bytesOf(name));
      return defineClass(name, classFile, 0, classFile.length);
    }
  }

  private byte[] bytesOf(String name) throws ClassNotFoundException {
    byte[] known = generated.get(name);
    return known != null ? known : read(name);
  }

  static byte[] read(Class<?> c) {
    try {
      return read(c.getName());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] read(String name) throws ClassNotFoundException {
    String file = name.replace('.', '/') + ".class";
    try (InputStream in = WovenLoader.class.getClassLoader().getResourceAsStream(file)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
