package dev.lateen.sidecar;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which way the packages of the sidecar may look. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/test/"))
          .importPackages("dev.lateen.sidecar");
  private static final String[] LIBRARIES_OF_THE_WIRE = {
    "io.netty..", "com.google.protobuf..", "io.envoyproxy..", "io.grpc.."
  };

  @Test
  void theModelKnowsNothingOfTheWire() {
    noClasses()
        .that()
        .resideInAPackage("..sidecar.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(LIBRARIES_OF_THE_WIRE)
        .check(CLASSES);
  }

  @Test
  void discoveryDoesNotTouchTheDataPath() {
    noClasses()
        .that()
        .resideInAPackage("..sidecar.xds..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..sidecar.http..",
            "..sidecar.tcp..",
            "..sidecar.upstream..",
            "..sidecar.filter..",
            "..sidecar.worker..",
            "..sidecar.dataplane..")
        .check(CLASSES);
  }

  @Test
  void theDataPathKnowsNothingOfProtobufOrGrpc() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "..sidecar.xds..", "..sidecar.identity..", "..sidecar.nativeimage..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.google.protobuf..", "io.envoyproxy..", "io.grpc..")
        .check(CLASSES);
  }

  @Test
  void nobodyKnowsThePlatform() {
    noClasses().should().dependOnClassesThat().resideInAnyPackage("io.fabric8..").check(CLASSES);
  }

  @Test
  void nothingUsesReflectiveProtobuf() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("com.google.protobuf.util.JsonFormat")
        .check(CLASSES);
  }

  @Test
  void thePackagesHaveNoCycle() {
    slices().matching("dev.lateen.sidecar.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
