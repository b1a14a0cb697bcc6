package dev.lateen.operator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may know whom inside the operator. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.lateen.operator");

  /**
   * The root wires the parts, and so hands a client on; it says nothing to an API server itself.
   */
  @Test
  void onlyAdaptersAndReconcilersTalkToAnApiServer() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.lateen.operator",
            "dev.lateen.operator.platform.kubernetes..",
            "dev.lateen.operator.platform.local..",
            "dev.lateen.operator.authority.kubernetes..",
            "dev.lateen.operator.install..",
            "dev.lateen.operator.inject..",
            "dev.lateen.operator.rules.*..",
            "dev.lateen.operator.status..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.fabric8.kubernetes.client..").and(not(type(CustomResource.class))))
        .check(CLASSES);
  }

  @Test
  void discoveryKnowsNoPlatform() {
    noClasses()
        .that()
        .resideInAPackage("dev.lateen.operator.discovery..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.fabric8..",
            "dev.lateen.operator.platform.kubernetes..",
            "dev.lateen.operator.platform.local..",
            "dev.lateen.operator.status..",
            "dev.lateen.operator.install..")
        .check(CLASSES);
  }

  @Test
  void rulesKnowNoPlatformAndNoProxy() {
    noClasses()
        .that()
        .resideInAPackage("dev.lateen.operator.rules")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.lateen.operator.platform.kubernetes..",
            "dev.lateen.operator.platform.local..",
            "dev.lateen.operator.discovery..",
            "dev.lateen.operator.status..")
        .check(CLASSES);
  }

  @Test
  void theModelKnowsNothingElse() {
    noClasses()
        .that()
        .resideInAPackage("dev.lateen.operator.platform.model..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("java..", "dev.lateen.operator.platform.model..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().assignedFrom(new Parts()).should().beFreeOfCycles().check(CLASSES);
  }

  /**
   * The parts are the packages right below the root, with what is below them. What is below {@code
   * platform}, {@code rules} and {@code status} are parts of their own: adapters and reconcilers,
   * which know the pure part and not the other way. The root wires the parts.
   */
  private static final class Parts implements SliceAssignment {
    private static final String ROOT = "dev.lateen.operator.";
    private static final Set<String> WITH_ADAPTERS = Set.of("platform", "rules", "status");

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      if (!javaClass.getPackageName().startsWith(ROOT)) {
        return SliceIdentifier.ignore();
      }
      var names = javaClass.getPackageName().substring(ROOT.length()).split("\\.");
      return names.length > 1 && WITH_ADAPTERS.contains(names[0])
          ? SliceIdentifier.of(names[0], names[1])
          : SliceIdentifier.of(names[0]);
    }

    @Override
    public String getDescription() {
      return "parts of the operator";
    }
  }
}
