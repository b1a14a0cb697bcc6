package dev.lateen.operator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.fabric8.kubernetes.client.CustomResource;

/** Who may know whom inside the operator. */
@AnalyzeClasses(
    packages = "dev.lateen.operator",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /**
   * The root wires the parts, and so hands a client on; it says nothing to an API server itself.
   */
  @ArchTest
  static final ArchRule ONLY_ADAPTERS_AND_RECONCILERS_TALK_TO_AN_API_SERVER =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "dev.lateen.operator",
              "dev.lateen.operator.platform.kubernetes..",
              "dev.lateen.operator.platform.local..",
              "dev.lateen.operator.install..",
              "dev.lateen.operator.inject..",
              "dev.lateen.operator.status..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.fabric8.kubernetes.client..")
                  .and(not(type(CustomResource.class))));

  @ArchTest
  static final ArchRule DISCOVERY_KNOWS_NO_PLATFORM =
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
              "dev.lateen.operator.install..");

  @ArchTest
  static final ArchRule RULES_KNOW_NO_PLATFORM_AND_NO_PROXY =
      noClasses()
          .that()
          .resideInAPackage("dev.lateen.operator.rules..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.lateen.operator.platform.kubernetes..",
              "dev.lateen.operator.platform.local..",
              "dev.lateen.operator.discovery..",
              "dev.lateen.operator.status..");

  @ArchTest
  static final ArchRule THE_MODEL_KNOWS_NOTHING_ELSE =
      noClasses()
          .that()
          .resideInAPackage("dev.lateen.operator.platform.model..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("java..", "dev.lateen.operator.platform.model..");

  @ArchTest
  static final ArchRule PARTS_HAVE_NO_CYCLES =
      slices().matching("dev.lateen.operator.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule PLATFORM_HAS_NO_CYCLES =
      slices().matching("dev.lateen.operator.platform.(*)..").should().beFreeOfCycles();
}
