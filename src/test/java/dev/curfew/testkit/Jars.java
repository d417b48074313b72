package dev.curfew.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Jars for programs that tests start, with classes of the tests' own. */
public final class Jars {
  private Jars() {}

  /** A jar of all that is below the directory. */
  public static Path ofDirectory(Path jar, Path directory) throws IOException {
    return write(jar, Map.of(), directory, directory);
  }

  /** A jar of all test classes of a package, with more attributes in its manifest. */
  public static Path ofPackage(Path jar, Map<String, String> attributes, String name)
      throws IOException {
    Path root = ChildJvm.testClasses();
    return write(jar, attributes, root, root.resolve(name.replace('.', '/')));
  }

  private static Path write(Path jar, Map<String, String> attributes, Path root, Path directory)
      throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.forEach(manifest.getMainAttributes()::putValue);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (Path file : filesOf(directory)) {
        out.putNextEntry(new JarEntry(root.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
    return jar;
  }

  private static List<Path> filesOf(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
