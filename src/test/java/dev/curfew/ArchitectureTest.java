package dev.curfew;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the packages point one way. */
@AnalyzeClasses(packages = "dev.curfew", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String P = "dev.curfew.";

  @ArchTest
  static final ArchRule BRIDGE_NAMES_JAVA_BASE_ONLY =
      classes()
          .that()
          .resideInAPackage(P + "bridge..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              P + "bridge..",
              "java.lang..",
              "java.util..",
              "java.math..",
              "java.nio..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule CONFIG_KNOWS_NOTHING_OF_OURS =
      noClasses()
          .that()
          .resideInAPackage(P + "config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              P + "bridge..",
              P + "engine..",
              P + "weave..",
              P + "enforce..",
              P + "record..",
              P + "manage..",
              P + "agent..",
              P + "cli..");

  @ArchTest
  static final ArchRule ENGINE_KNOWS_NOTHING_ABOVE =
      noClasses()
          .that()
          .resideInAPackage(P + "engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              P + "weave..",
              P + "enforce..",
              P + "record..",
              P + "manage..",
              P + "agent..",
              P + "cli..");

  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_AGENT =
      noClasses()
          .that()
          .resideOutsideOfPackage(P + "agent..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(P + "agent..");

  @ArchTest
  static final ArchRule THE_COMMAND_LINE_KNOWS_WHAT_IS_PUBLISHED =
      noClasses()
          .that()
          .resideInAPackage(P + "cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              P + "bridge..", P + "weave..", P + "enforce..", P + "record..", P + "agent..");

  @ArchTest
  static final ArchRule STDOUT_IS_THE_APPLICATIONS =
      noClasses()
          .that()
          .resideOutsideOfPackage(P + "cli..")
          .should()
          .accessField(System.class, "out");

  @ArchTest
  static final ArchRule NO_LOG_MANAGER =
      noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");
}
