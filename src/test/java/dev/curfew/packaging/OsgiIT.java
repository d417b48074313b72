package dev.curfew.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.testkit.ChildJvm;
import dev.curfew.testkit.ChildJvm.Ended;
import dev.curfew.testkit.Jars;
import dev.curfew.testkit.Jdk;
import dev.curfew.testkit.OnEachJdk;
import java.nio.file.Path;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The packaged agent and OSGi")
class OsgiIT {
  @TempDir private Path directory;

  @OnEachJdk
  @DisplayName("case 29: in a bundle of strict imports, woven code links and is stopped")
  void bundle(Jdk jdk) throws Exception {
    Path bundle =
        Jars.ofPackage(
            directory.resolve("bundle.jar"),
            Map.of(
                "Bundle-ManifestVersion", "2",
                "Bundle-SymbolicName", "com.example.osgi",
                "Bundle-Activator", "com.example.osgi.Activator",
                "Import-Package", "org.osgi.framework"),
            "com.example.osgi");
    Path felix =
        Path.of(FrameworkFactory.class.getProtectionDomain().getCodeSource().getLocation().toURI());

    try (ChildJvm program =
        ChildJvm.java(jdk)
            .agent("com.example.osgi.Job#hang=300ms")
            .classPath(ChildJvm.testClasses(), felix)
            .main(
                "com.example.framework.BundleProgram",
                bundle.toString(),
                "dev.curfew.api.TimeoutExceededException")) {
      Ended ended = program.ended();

      assertThat(ended.out().lines())
          .as(ended.err())
          .containsExactly(
              "job of bundle com.example.osgi",
              "stopped dev.curfew.api.TimeoutExceededException",
              "bundle sees Curfew: false");
      assertThat(ended.exitCode()).isZero();
    }
  }
}
