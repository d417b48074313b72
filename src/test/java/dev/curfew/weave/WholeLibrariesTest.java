package dev.curfew.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Some 50,000 methods of javac, kotlinc, scalac and code generators. */
@DisplayName("Whole libraries, woven method by method,")
class WholeLibrariesTest {
  private CheckpointPlaces checkpoints = CheckpointPlaces.NONE;
  private boolean entryMethods = true;
  private int checks;
  private int methods;
  private int linked;
  private final List<String> missing = new ArrayList<>();
  private final List<String> rejected = new ArrayList<>();
  private final List<String> coveredExits = new ArrayList<>();
  private final Map<String, Integer> refused = new HashMap<>();

  @Test
  @DisplayName("are accepted by the JVM's verifier, and no handler covers an exit")
  void areVerified() throws Exception {
    weaveJarOf("org.h2.Driver");
    weaveJarOf("kotlin.Unit");
    weaveJarOf("okhttp3.OkHttpClient");
    weaveJarOf("okio.Buffer");

    assertThat(methods).isGreaterThan(20_000);
    assertThat(linked).isGreaterThan(2_000);
    assertThat(missing).hasSizeLessThan(20);
    assertThat(rejected).isEmpty();
    assertThat(coveredExits).isEmpty();
    assertThat(refused.keySet())
        .allMatch(
            reason ->
                reason.contains("abstract")
                    || reason.contains("constructor")
                    || reason.contains("class initializer")
                    || reason.contains("bridge")
                    || reason.contains("suspend function"));
  }

  @Test
  @DisplayName("with checkpoints at all loops and entries too, are accepted by the JVM's verifier")
  void checkpointsAreVerified() throws Exception {
    checkpoints = CheckpointPlaces.LOOPS_AND_ENTRIES;
    weaveJarOf("kotlin.Unit");
    weaveJarOf("scala.Option");
    weaveJarOf("groovy.lang.Closure");

    assertThat(checks).isGreaterThan(20_000);
    assertThat(linked).isGreaterThan(5_000);
    assertThat(rejected).isEmpty();
    assertThat(coveredExits).isEmpty();
  }

  @Test
  @DisplayName("with checkpoints alone, are accepted by the JVM's verifier")
  void checkpointsAloneAreVerified() throws Exception {
    checkpoints = CheckpointPlaces.LOOPS;
    entryMethods = false;
    weaveJarOf("kotlin.Unit");
    weaveJarOf("scala.Option");
    weaveJarOf("groovy.lang.Closure");

    assertThat(checks).isGreaterThan(3_000);
    assertThat(linked).isGreaterThan(5_000);
    assertThat(rejected).isEmpty();
  }

  private void weaveJarOf(String knownClass) throws Exception {
    Class<?> known = Class.forName(knownClass, false, getClass().getClassLoader());
    Path jar = Path.of(known.getProtectionDomain().getCodeSource().getLocation().toURI());
    Map<String, byte[]> woven = weave(jar);
    WovenLoader loader = new WovenLoader("-", bytes -> bytes);
    woven.forEach(loader::with);
    for (String name : woven.keySet()) {
      verify(name, loader);
    }
  }

  private Map<String, byte[]> weave(Path jar) throws IOException {
    Map<String, byte[]> woven = new HashMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : Collections.list(file.entries())) {
        String name = entry.getName();
        if (name.endsWith(".class") && !name.startsWith("META-INF") && !name.contains("-info")) {
          try (InputStream in = file.getInputStream(entry)) {
            String className = name.substring(0, name.length() - 6).replace('/', '.');
            woven.put(className, weave(in.readAllBytes()));
          }
        }
      }
    }
    return woven;
  }

  private byte[] weave(byte[] classFile) {
    RecordingSelection selection =
        (entryMethods ? RecordingSelection.ofAll() : RecordingSelection.only("no such method"))
            .with(checkpoints);
    byte[] woven =
        new EntryMethodWeaver(RecordingBridge.NAME, RecordingCheckpoint.NAME)
            .weave(classFile, selection);
    checks += selection.checks;
    selection.refused.values().forEach(reason -> refused.merge(reason, 1, Integer::sum));
    if (woven == null) {
      return classFile;
    }
    OpenExits found = OpenExits.in(woven);
    assertThat(found.enters).isEqualTo(selection.woven.size());
    coveredExits.addAll(found.coveredExits);
    methods += found.enters;
    return woven;
  }

  @Test
  @DisplayName("would be rejected if their code were wrong (the control)")
  void wrongCodeIsRejected() {
    byte[] wrong =
        OddCode.withFrames(
            "()V",
            mv -> {
              mv.visitInsn(Opcodes.ICONST_0);
              mv.visitInsn(Opcodes.RETURN);
              mv.visitMaxs(0, 0);
            });

    verify(OddCode.NAME, new WovenLoader("-", bytes -> bytes).with(OddCode.NAME, wrong));

    assertThat(rejected).hasSize(1);
  }

  /** Asking for constructors links the class, and so verifies it, without initialising it. */
  private void verify(String name, WovenLoader loader) {
    try {
      assertThat(Class.forName(name, false, loader).getDeclaredConstructors()).isNotNull();
      linked++;
    } catch (VerifyError | ClassFormatError e) {
      rejected.add(name + ": " + e.getMessage());
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      missing.add(name + ": " + e.getMessage()); // an optional dependency that is not here
    }
  }
}
