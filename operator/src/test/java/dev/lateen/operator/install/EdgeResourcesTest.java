package dev.lateen.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import dev.lateen.operator.inject.SidecarAddresses;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is installed for the gateways is what was reviewed: {@code spec.yaml} of each scenario is
 * what the ServiceMesh says, {@code installed.yaml} what follows. {@code
 * -Dlateen.golden.update=true} rewrites the latter.
 */
class EdgeResourcesTest {
  private static final Path SCENARIOS = Path.of("src/test/resources/golden-install");

  /** In an order of its own: that of the maps is another in each run. */
  private static final KubernetesSerialization YAML =
      new KubernetesSerialization(
          new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS), true);

  private final List<EdgeResource<?>> resources =
      List.of(
          new EdgeServiceAccounts(),
          new EdgeDeployments(
              new SidecarAddresses(
                  Optional.empty(), Optional.empty(), true, "1", Optional.empty())),
          new EdgeAutoscalers(),
          new EdgeDisruptionBudgets());

  @ParameterizedTest
  @MethodSource("scenarios")
  void installsItsGoldenFile(Path scenario) throws IOException {
    // Given
    ServiceMesh mesh = new ServiceMesh();
    mesh.getMetadata().setName("mesh");
    mesh.getMetadata().setNamespace("lateen-system");
    mesh.setSpec(
        YAML.unmarshal(Files.readString(scenario.resolve("spec.yaml")), ServiceMeshSpec.class));
    Path golden = scenario.resolve("installed.yaml");

    // When
    String installed =
        resources.stream().flatMap(kind -> desired(kind, mesh)).collect(Collectors.joining());
    if (Boolean.getBoolean("lateen.golden.update")) {
      Files.writeString(golden, installed);
    }

    // Then
    assertThat(golden).hasContent(installed);
  }

  private static Stream<String> desired(
      EdgeResource<? extends HasMetadata> kind, ServiceMesh mesh) {
    return new TreeMap<String, HasMetadata>(kind.desiredResources(mesh, null))
        .values().stream().map(YAML::asYaml);
  }

  private static List<Path> scenarios() throws IOException {
    try (Stream<Path> folders = Files.list(SCENARIOS)) {
      return folders.sorted().toList();
    }
  }
}
