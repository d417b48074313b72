package dev.curfew;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

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
              P + "history..",
              P + "record..",
              P + "manage..",
              P + "agent..",
              P + "cli..",
              P + "jconsole..");

  @ArchTest
  static final ArchRule HISTORY_KNOWS_NOTHING_OF_OURS =
      noClasses()
          .that()
          .resideInAPackage(P + "history..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              P + "api..",
              P + "bridge..",
              P + "config..",
              P + "engine..",
              P + "weave..",
              P + "enforce..",
              P + "record..",
              P + "manage..",
              P + "agent..",
              P + "cli..",
              P + "jconsole..");

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
              P + "history..",
              P + "record..",
              P + "manage..",
              P + "agent..",
              P + "cli..",
              P + "jconsole..");

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
  static final ArchRule THE_CONSOLE_KNOWS_WHAT_IS_PUBLISHED =
      noClasses()
          .that()
          .resideInAPackage(P + "jconsole..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              P + "api..",
              P + "bridge..",
              P + "config..",
              P + "engine..",
              P + "weave..",
              P + "enforce..",
              P + "history..",
              P + "record..",
              P + "agent..",
              P + "cli..");

  @ArchTest
  static final ArchRule WINDOWS_ARE_FOR_THE_CONSOLE_ALONE =
      noClasses()
          .that()
          .resideOutsideOfPackage(P + "jconsole..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              P + "jconsole..", "java.awt..", "javax.swing..", "com.sun.tools.jconsole..");

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

  /**
   * What premain runs: java.nio.file would fix the default file system before the application can
   * set its own, JMX and logging would start what a server brings itself. Those that come late are
   * named here.
   */
  @ArchTest
  static final ArchRule PREMAIN_STARTS_NOTHING_OF_THE_APPLICATIONS =
      noClasses()
          .that()
          .resideInAnyPackage(
              P + "agent..",
              P + "bridge..",
              P + "config..",
              P + "enforce..",
              P + "engine..",
              P + "record..",
              P + "weave..")
          .and()
          .doNotHaveSimpleName("EventLog")
          .and()
          .doNotHaveSimpleName("RecordFile")
          .and()
          .doNotHaveSimpleName("RecordStore")
          .and()
          .doNotHaveSimpleName("ThreadFacts")
          .and()
          .doNotHaveSimpleName("JvmFacts")
          .and()
          .doNotHaveSimpleName("LoopSafepoints")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.nio.file..",
              "javax.management..",
              "java.lang.management..",
              "com.sun.management..",
              "org.slf4j..");

  @ArchTest
  static void everyPackageSaysWhatItIsForAndIsNullMarked(JavaClasses classes) {
    Set<JavaPackage> packages = new HashSet<>();
    classes.forEach(c -> packages.add(c.getPackage()));
    assertThat(packages).hasSizeGreaterThan(8);
    assertThat(packages)
        .allSatisfy(
            each -> assertThat(each.getPackageInfo().isAnnotatedWith(NullMarked.class)).isTrue());
  }
}
