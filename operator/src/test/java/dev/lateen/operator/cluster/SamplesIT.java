package dev.lateen.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample document is stored or refused as its file name says. */
@ClusterTest
class SamplesIT {
  private static final Path SAMPLES = Path.of("../crds/src/samples");

  private static Cluster cluster;
  private static String meshNamespace;
  private static String namespace;

  @BeforeAll
  static void install(Cluster shared, OperatorProcess operator) {
    cluster = shared;
    meshNamespace = shared.namespace("samples-mesh");
    namespace = shared.namespace("samples");
    shared.install(meshNamespace, "{gateways: {egress: {enabled: true}}}");
  }

  @AfterAll
  static void uninstall() {
    if (meshNamespace != null) {
      cluster.uninstall(meshNamespace);
    }
  }

  static Stream<Path> valid() throws IOException {
    return samples("valid-");
  }

  static Stream<Path> invalid() throws IOException {
    return samples("invalid-");
  }

  @ParameterizedTest
  @MethodSource("valid")
  void validSampleIsStored(Path sample) throws IOException {
    assertThat(store(sample).getMetadata().getUid()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void invalidSampleIsRefusedByWhatItSays(Path sample) throws IOException {
    String text = Files.readString(sample);
    String expected = comment(text, "expect");
    if (comment(text, "by").equals("validation")) {
      assertThatThrownBy(() -> store(sample))
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("admission webhook \"validation.lateen.dev\" denied the request")
          .hasMessageContaining(expected);
    } else {
      assertThatThrownBy(() -> store(sample))
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageNotContaining("admission webhook")
          .extracting(refused -> ((KubernetesClientException) refused).getCode())
          .isIn(400, 422);
    }
  }

  private static GenericKubernetesResource store(Path sample) throws IOException {
    GenericKubernetesResource resource =
        Serialization.unmarshal(Files.readString(sample), GenericKubernetesResource.class);
    resource.getMetadata().setNamespace(namespace);
    return cluster.client().resource(resource).dryRun().fieldValidation(Validation.STRICT).create();
  }

  private static String comment(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith("# " + name + ": "))
        .map(line -> line.substring(name.length() + 4))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the sample lacks # " + name));
  }

  private static Stream<Path> samples(String prefix) throws IOException {
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList()
          .stream();
    }
  }
}
