package dev.lateen.injection;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void injectionKnowsTheModelAlone() {
    classes()
        .that()
        .resideInAPackage("dev.lateen.injection..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "com.fasterxml.jackson..",
            "dev.lateen.crds..",
            "dev.lateen.injection..",
            "io.fabric8.kubernetes.api..",
            "io.fabric8.kubernetes.client",
            "io.fabric8.zjsonpatch..")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.lateen.injection"));
  }
}
