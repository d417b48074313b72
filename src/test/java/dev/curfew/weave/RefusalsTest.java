package dev.curfew.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.bridge.CurfewBridge;
import dev.curfew.config.Configuration;
import dev.curfew.engine.Sites;
import java.io.File;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What can't be woven is refused with a reason:")
class RefusalsTest {
  private static final String JOBS = "dev.curfew.subject.Jobs";

  @ParameterizedTest(name = "{1} of {0} {2}")
  @CsvSource({
    "dev.curfew.subject.Jobs$Plan,  next,     it is abstract",
    "java.util.zip.CRC32,           updateBytes0, it is native",
    "dev.curfew.subject.Jobs,       *,        it is a constructor",
    "dev.curfew.subject.Shapes$Sign, *,       it is a class initializer",
    "kotlin.sequences.SequenceScope, yieldAll, Kotlin suspend function",
    "dev.curfew.subject.Jobs$Shown, work,     it is a bridge",
    "java.lang.Thread,              join,     Curfew itself runs on this class",
    "java.lang.ref.Reference,       clear,    Curfew itself runs on this class",
    "java.util.concurrent.locks.LockSupport, park, Curfew itself runs on this class",
    "java.util.concurrent.locks.ReentrantLock, lock, Curfew itself runs on this class",
    "dev.curfew.engine.Sites,       apply,    it belongs to Curfew itself",
  })
  void refused(String className, String method, String reason) throws Exception {
    List<String> lines = weave(className, className + "#" + method);

    assertThat(lines).anyMatch(line -> line.startsWith("  refused ") && line.contains(reason));
  }

  @Test
  @DisplayName("but not a bridge beside the method that it calls, which is silently left out")
  void bridgeBesideItsMethod() throws Exception {
    List<String> lines = weave(JOBS + "$Task", JOBS + "$Task#call");

    assertThat(lines)
        .hasSize(2)
        .last()
        .asString()
        .startsWith("  woven ")
        .endsWith("call()Ljava/lang/String;");
  }

  @Test
  @DisplayName("every class of the JDK that the bridge names is refused")
  void bridgeNeeds() throws Exception {
    Set<String> named = new HashSet<>();
    for (String c : classesIn(CurfewBridge.class)) {
      collectNames(Class.forName("dev.curfew.bridge." + c), named);
    }

    assertThat(named).contains("java/lang/ThreadLocal");
    assertThat(named).allMatch(name -> Refusals.ofClass(name) != null);
  }

  @Test
  @DisplayName("every package of the agent is refused")
  void ownPackages() throws Exception {
    File packages = new File(location(CurfewBridge.class), "dev/curfew");

    assertThat(packages.list())
        .contains("bridge", "weave")
        .allMatch(name -> Refusals.isOwn("dev/curfew/" + name + "/Any"));
    assertThat(Refusals.isOwn("dev/curfew/demo/Main")).isFalse();
  }

  private static String[] classesIn(Class<?> packageOf) throws Exception {
    File directory = new File(location(packageOf), packageOf.getPackageName().replace('.', '/'));
    return java.util.Arrays.stream(Objects.requireNonNull(directory.list()))
        .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
        .map(name -> name.substring(0, name.length() - 6))
        .toArray(String[]::new);
  }

  private static File location(Class<?> c) throws Exception {
    return new File(c.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** All that its code refers to; annotations are not code. */
  private static void collectNames(Class<?> c, Set<String> names) {
    Remapper collector =
        new Remapper(Opcodes.ASM9) {
          @Override
          public String map(String internalName) {
            if (internalName.startsWith("java/")) {
              names.add(internalName);
            }
            return internalName;
          }
        };
    new ClassReader(WovenLoader.read(c)).accept(new ClassRemapper(null, collector), 0);
  }

  private static List<String> weave(String className, String pattern) throws Exception {
    Configuration configuration =
        new Configuration(
            "test",
            List.of(RecordingSelection.rule("rule", pattern)),
            null,
            false,
            "unused",
            1_000);
    WeaveReport report = new WeaveReport(configuration);
    CurfewTransformer transformer = new CurfewTransformer(configuration, new Sites(), report);
    byte[] classFile =
        WovenLoader.read(Class.forName(className, false, RefusalsTest.class.getClassLoader()));
    transformer.transform(null, className.replace('.', '/'), null, null, classFile);
    return report.lines();
  }
}
