package dev.curfew.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The weaver in the packaged jar")
class WeaverInJarIT {
  @Test
  @DisplayName("calls the bridge where the build has put it, in java.lang")
  void callsRelocatedBridge() throws Exception {
    Map<String, String> weaver = constantsOf("dev/curfew/weave/");

    assertThat(weaver.get("dev/curfew/weave/EntryMethodWeaver.class"))
        .contains("java/lang/CurfewBridge");
    assertThat(weaver.values()).noneMatch(c -> c.contains("dev/curfew/bridge"));
  }

  /** A class file holds its strings as they are. */
  private static Map<String, String> constantsOf(String directory) throws Exception {
    Map<String, String> constants = new HashMap<>();
    try (JarFile jar =
        new JarFile(new File(System.getProperty("curfew.test.target"), "curfew.jar"))) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (entry.getName().startsWith(directory) && entry.getName().endsWith(".class")) {
          try (InputStream in = jar.getInputStream(entry)) {
            constants.put(
                entry.getName(), new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
          }
        }
      }
    }
    return constants;
  }
}
