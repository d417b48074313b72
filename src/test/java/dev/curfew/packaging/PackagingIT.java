package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The finished jars")
class PackagingIT {
  private static final long MOST_BYTES = 6_000_000;
  private static final File TARGET = new File(System.getProperty("curfew.test.target"));
  private static final File JAR = new File(TARGET, "curfew.jar");

  private static List<String> entries(File file) throws IOException {
    try (JarFile jar = new JarFile(file)) {
      return jar.stream().map(ZipEntry::getName).toList();
    }
  }

  @Test
  @DisplayName("the manifest names the agent and the command line")
  void manifest() throws IOException {
    try (JarFile jar = new JarFile(JAR)) {
      Attributes main = jar.getManifest().getMainAttributes();
      assertThat(main.getValue("Premain-Class")).isEqualTo("dev.curfew.agent.CurfewAgent");
      assertThat(main.getValue("Agent-Class")).isEqualTo("dev.curfew.agent.CurfewAgent");
      assertThat(main.getValue("Main-Class")).isEqualTo("dev.curfew.cli.Main");
      assertThat(main.getValue("Can-Retransform-Classes")).isEqualTo("true");
      assertThat(jar.getEntry("dev/curfew/agent/CurfewAgent.class")).isNotNull();
      assertThat(jar.getEntry("dev/curfew/cli/Main.class")).isNotNull();
    }
  }

  @Test
  @DisplayName("the bridge is in java.lang, all of it is defined, and nothing is left where it was")
  void bridge() throws IOException {
    List<String> bridge =
        entries(JAR).stream()
            .filter(e -> e.startsWith("java/lang/Curfew"))
            .map(e -> e.replace('/', '.').replace(".class", ""))
            .toList();
    assertThat(bridge).contains("java.lang.CurfewBridge").hasSizeGreaterThan(10);
    assertThat(entries(JAR)).noneMatch(e -> e.startsWith("dev/curfew/bridge/"));
    try (JarFile jar = new JarFile(JAR)) {
      String installer =
          new String(
              jar.getInputStream(jar.getEntry("dev/curfew/agent/BridgeInstaller.class"))
                  .readAllBytes(),
              StandardCharsets.ISO_8859_1);
      assertThat(bridge).allMatch(installer::contains);
    }
  }

  @Test
  @DisplayName("nothing of the libraries is where an application might have its own")
  void relocated() throws IOException {
    assertThat(entries(JAR))
        .noneMatch(e -> e.startsWith("net/") || e.startsWith("org/") || e.startsWith("com/"))
        .noneMatch(e -> e.startsWith("picocli/"))
        .noneMatch(e -> e.startsWith("META-INF/versions/") || e.endsWith("module-info.class"))
        .filteredOn(e -> e.startsWith("META-INF/services/") && !e.endsWith("/"))
        .containsExactlyInAnyOrder(
            "META-INF/services/com.sun.tools.jconsole.JConsolePlugin",
            "META-INF/services/dev.curfew.shaded.slf4j.spi.SLF4JServiceProvider");
    try (JarFile jar = new JarFile(JAR)) {
      ZipEntry service =
          jar.getEntry("META-INF/services/dev.curfew.shaded.slf4j.spi.SLF4JServiceProvider");
      String provider =
          new String(jar.getInputStream(service).readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(jar.getEntry(provider.replace('.', '/') + ".class")).isNotNull();
    }
  }

  @Test
  @DisplayName("the classes that run in a watched program are packed too, and are the same")
  void packed() throws IOException {
    try (JarFile jar = new JarFile(JAR)) {
      Map<String, byte[]> packed = new HashMap<>();
      DataInputStream pack = pack(jar);
      int slots = pack.readInt();
      int taken = 0;
      for (int i = 0; i < slots; i++) {
        taken += pack.readInt() == 0 ? 0 : 1;
      }
      while (pack.available() > 0) {
        int nameLength = pack.readInt();
        int length = pack.readInt();
        String name = new String(pack.readNBytes(nameLength), StandardCharsets.ISO_8859_1);
        packed.put(name.replace('.', '/') + ".class", pack.readNBytes(length));
      }

      assertThat(packed).hasSize(taken);
      assertThat(packed).isNotEmpty();
      for (String entry : packed.keySet()) {
        assertThat(packed.get(entry))
            .as(entry)
            .isEqualTo(jar.getInputStream(jar.getEntry(entry)).readAllBytes());
      }
      assertThat(entries(JAR))
          .filteredOn(e -> e.endsWith(".class") && !packed.containsKey(e))
          .allMatch(
              e ->
                  e.matches("dev/curfew/(api|cli|history|jconsole)/.*")
                      || e.matches("dev/curfew/shaded/(gson|picocli|slf4j|snakeyaml)/.*"));
      assertThat(packed.keySet()).noneMatch(e -> e.startsWith("dev/curfew/api/"));
    }
  }

  private static DataInputStream pack(JarFile jar) throws IOException {
    ZipEntry entry = jar.getEntry("META-INF/curfew.classes");
    assertThat(entry.getMethod()).as("uncompressed").isEqualTo(ZipEntry.STORED);
    return new DataInputStream(new BufferedInputStream(jar.getInputStream(entry)));
  }

  @Test
  @DisplayName("the jar's index, which the JVM reads at each start, is short")
  void fewEntries() throws IOException {
    assertThat(entries(JAR)).hasSizeLessThan(1_350);
  }

  @Test
  @DisplayName("the agent's jar has at most 6 MB")
  void size() {
    assertThat(JAR.length()).isBetween(1_000_000L, MOST_BYTES);
  }

  @Test
  @DisplayName("the API's jar holds the API alone")
  void api() throws IOException {
    assertThat(entries(new File(TARGET, "curfew-api.jar")))
        .contains("dev/curfew/api/TimeoutExceededException.class")
        .filteredOn(e -> e.endsWith(".class"))
        .allMatch(e -> e.startsWith("dev/curfew/api/"));
  }
}
