package dev.lateen.operator.discovery.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.crds.v1alpha1.MutualTls.Mode;
import dev.lateen.operator.discovery.Meshes;
import dev.lateen.operator.platform.model.InstanceKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerModesTest {
  private static final String MESH = "lateen-system";
  private final Meshes mesh = Meshes.bookinfo();

  @Test
  void withoutAnyPolicyBothAreTaken() {
    assertThat(mode("reviews-v1", 9081)).isEqualTo(Mode.PERMISSIVE);
  }

  @Test
  void theMostSpecificScopeWins() {
    // Given
    policy("mesh", MESH, "{mutualTls: {mode: STRICT}}");
    policy("namespace", "default", "{mutualTls: {mode: PERMISSIVE}}");
    policy(
        "workload",
        "default",
        "{selector: {labels: {version: v1}}, mutualTls: {mode: DISABLE, ports: {'9081': {mode:"
            + " STRICT}}}}");

    // Then: port, workload, namespace
    assertThat(mode("reviews-v1", 9081)).isEqualTo(Mode.STRICT);
    assertThat(mode("reviews-v1", 1)).isEqualTo(Mode.DISABLE);
    assertThat(mode("reviews-v2", 9082)).isEqualTo(Mode.PERMISSIVE);
  }

  @Test
  void thePolicyOfTheMeshIsForNamespacesThatSayNothing() {
    // Given
    policy("mesh", MESH, "{mutualTls: {mode: STRICT}}");
    policy("other", "other", "{mutualTls: {mode: DISABLE}}");

    // Then
    assertThat(mode("reviews-v1", 9081)).isEqualTo(Mode.STRICT);
  }

  @Test
  void ofOneScopeTheOldestThatSaysSomethingWins() {
    // Given
    policy("a", "default", "{}");
    policy("b", "default", "{mutualTls: {mode: STRICT}}");
    policy("c", "default", "{mutualTls: {mode: DISABLE}}");

    // Then
    assertThat(mode("reviews-v1", 9081)).isEqualTo(Mode.STRICT);
  }

  @Test
  void whatIsUnsetIsLeftToTheNextScope() {
    // Given
    policy("namespace", "default", "{mutualTls: {mode: STRICT}}");
    policy(
        "workload",
        "default",
        "{selector: {labels: {version: v1}}, mutualTls: {ports: {'8086': {mode: DISABLE}, '9081':"
            + " {}}}}");

    // Then
    assertThat(mode("reviews-v1", 9081)).isEqualTo(Mode.STRICT);
    assertThat(mode("reviews-v1", 8086)).isEqualTo(Mode.DISABLE);
    assertThat(deciding("reviews-v1")).containsExactly("workload", "namespace");
    assertThat(deciding("reviews-v2")).containsExactly("namespace");
  }

  private void policy(String name, String namespace, String spec) {
    mesh.rule(
        """
        apiVersion: lateen.dev/v1alpha1
        kind: Policy
        metadata: {name: %s, namespace: %s}
        spec: %s
        """
            .formatted(name, namespace, spec));
  }

  private Mode mode(String instance, int port) {
    MeshIndex index = MeshIndex.of(mesh.model());
    return index.callerModes().modes().of(index.instance(key(instance)).orElseThrow(), port);
  }

  private List<String> deciding(String instance) {
    MeshIndex index = MeshIndex.of(mesh.model());
    return index
        .callerModes()
        .modes()
        .deciding(index.instance(key(instance)).orElseThrow())
        .stream()
        .map(revision -> revision.key().name())
        .toList();
  }

  private static InstanceKey key(String name) {
    return new InstanceKey("default", name);
  }
}
