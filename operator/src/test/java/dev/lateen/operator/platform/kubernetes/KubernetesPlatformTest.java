package dev.lateen.operator.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lateen.operator.platform.Resources;
import dev.lateen.operator.platform.model.Endpoint;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KubernetesPlatformTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: reviews}
      spec: {selector: {app: reviews}, ports: [{name: http, port: 80}]}
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: reviews-abc, labels: {kubernetes.io/service-name: reviews}}
      addressType: IPv4
      ports: [{name: http, port: 8080}]
      endpoints: [{addresses: [10.1.0.5]}]
      ---
      apiVersion: lateen.dev/v1alpha1
      kind: Workload
      metadata: {name: outside, generation: 1}
      spec: {address: 192.0.2.1, labels: {app: reviews}, ports: {http: 9081}}
      """;
  private static final String RULE =
      """
      apiVersion: lateen.dev/v1alpha1
      kind: RouteRule
      metadata: {name: all, generation: 1}
      spec: {destination: {name: reviews}, precedence: 1}
      """;

  @Nested
  @EnableKubernetesMockClient(crud = true)
  class WithACluster {
    KubernetesClient client;

    @Test
    void emptyClusterIsSyncedAndEmpty() {
      try (var platform = start(client)) {
        // Then
        await().atMost(PATIENCE).until(platform::synced);
        assertThat(platform.current().registry().services()).isEmpty();
        assertThat(platform.problem()).isEmpty();
      }
    }

    @Test
    void objectsThatAreThereAndThoseThatComeAreRead() {
      // Given
      Resources.read(OBJECTS).forEach(object -> client.resource(object).create());
      try (var platform = start(client)) {
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(platform.current().registry().endpoints())
                        .extracting(Endpoint::address)
                        .containsExactly("10.1.0.5", "192.0.2.1"));

        // When
        Resources.read(RULE).forEach(object -> client.resource(object).create());

        // Then
        await()
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(platform.current().routeRules()).hasSize(1));
      }
    }

    @Test
    void deletedObjectIsGone() {
      // Given
      var objects = Resources.read(OBJECTS);
      objects.forEach(object -> client.resource(object).create());
      try (var platform = start(client)) {
        await().atMost(PATIENCE).until(() -> platform.current().registry().services().size() == 1);

        // When
        objects.forEach(object -> client.resource(object).delete());

        // Then
        await().atMost(PATIENCE).until(() -> platform.current().registry().instances().isEmpty());
        assertThat(platform.current().registry().services()).isEmpty();
      }
    }
  }

  @Nested
  @EnableKubernetesMockClient
  class WithoutAPart {
    KubernetesMockServer server;
    KubernetesClient client;

    @Test
    void missingDefinitionIsNamedAndTriedAgain() {
      try (var platform = start(client)) {
        // Then
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(platform.problem().orElse(""))
                        .contains(
                            "the cluster has no routerules.lateen.dev:"
                                + " install its CustomResourceDefinition"));
        assertThat(platform.synced()).isFalse();
      }
    }
  }

  private static KubernetesPlatform start(KubernetesClient client) {
    var platform = new KubernetesPlatform(() -> client);
    platform.start(_ -> {});
    return platform;
  }
}
