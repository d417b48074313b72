package dev.curfew.demo.program;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProgramTest {

  @Test
  @DisplayName("the program under the agent knows nothing of Curfew")
  void knowsNothing() {
    String itself = Program.class.getPackageName();
    JavaClasses program = new ClassFileImporter().importPackages(itself);

    noClasses()
        .that()
        .resideInAPackage(itself)
        .should()
        .dependOnClassesThat(resideInAPackage("dev.curfew..").and(not(resideInAPackage(itself))))
        .check(program);
  }
}
