package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.curfew.engine.WrongStart;
import dev.curfew.testkit.Jdk;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The rules of the architecture")
class ArchitectureControlTest {
  private static Class<?> named(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  static Stream<Arguments> offenders() {
    return Stream.of(
        Arguments.of(
            ArchitectureTest.BRIDGE_NAMES_JAVA_BASE_ONLY, named("dev.curfew.bridge.RaceTest")),
        Arguments.of(
            ArchitectureTest.CONFIG_KNOWS_NOTHING_OF_OURS, dev.curfew.config.WrongWay.class),
        Arguments.of(
            ArchitectureTest.ENGINE_KNOWS_NOTHING_ABOVE,
            named("dev.curfew.engine.EngineRig$Parts")),
        Arguments.of(ArchitectureTest.NOBODY_KNOWS_THE_AGENT, dev.curfew.manage.WrongWay.class),
        Arguments.of(
            ArchitectureTest.THE_COMMAND_LINE_KNOWS_WHAT_IS_PUBLISHED,
            dev.curfew.cli.WrongWay.class),
        Arguments.of(ArchitectureTest.STDOUT_IS_THE_APPLICATIONS, Jdk.class),
        Arguments.of(ArchitectureTest.NO_LOG_MANAGER, UsesLogging.class),
        Arguments.of(
            ArchitectureTest.PREMAIN_STARTS_NOTHING_OF_THE_APPLICATIONS, WrongStart.class));
  }

  private static final class UsesLogging {
    @SuppressWarnings("unused") // it is enough that it is there
    private java.util.logging.Level level;
  }

  @ParameterizedTest
  @MethodSource("offenders")
  @DisplayName("are broken by a class that breaks them")
  void canBeBroken(ArchRule rule, Class<?> offender) {
    assertThat(rule.evaluate(new ClassFileImporter().importClasses(offender)).hasViolation())
        .isTrue();
  }
}
