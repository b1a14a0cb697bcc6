package dev.lateen.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.networking.v1.IngressLoadBalancerIngress;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the operator says of Ingresses in a cluster. */
@ClusterTest
class IngressIT {
  private final Cluster cluster;
  private final KubernetesClient client;
  private String namespace;

  /** Asks for the operator, so that it runs. */
  IngressIT(Cluster cluster, OperatorProcess operator) {
    assertThat(operator.log()).exists();
    this.cluster = cluster;
    this.client = cluster.client();
  }

  @AfterEach
  void uninstall() {
    cluster.uninstall(namespace);
  }

  private void ingress(String name, String rest) {
    cluster.apply(
        namespace,
        """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: %s}
        spec:
          %s
          defaultBackend: {service: {name: web, port: {number: 80}}}
        """
            .formatted(name, rest));
  }

  private List<IngressLoadBalancerIngress> addresses(String name) {
    return client
        .network()
        .v1()
        .ingresses()
        .inNamespace(namespace)
        .withName(name)
        .require()
        .getStatus()
        .getLoadBalancer()
        .getIngress();
  }

  private List<Event> events(String name) {
    return client.events().v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(
            event -> event.getRegarding() != null && event.getRegarding().getName().equals(name))
        .toList();
  }

  @Test
  @DisplayName("TM-111 TM-119 the status of an Ingress says where the gateway's Service is reached")
  void statusSaysWhereItIsReached() {
    // Given
    namespace = cluster.namespace("ingress");
    cluster.install(namespace, "{}");
    ingress("ours", "ingressClassName: lateen");
    ingress("other", "ingressClassName: other");

    // When
    client
        .services()
        .inNamespace(namespace)
        .withName("lateen-ingress")
        .editStatus(
            service ->
                new ServiceBuilder(service)
                    .editOrNewStatus()
                    .withNewLoadBalancer()
                    .addNewIngress()
                    .withIp("192.0.2.7")
                    .endIngress()
                    .addNewIngress()
                    .withHostname("edge.example.com")
                    .endIngress()
                    .endLoadBalancer()
                    .endStatus()
                    .build());

    // Then
    await()
        .atMost(Cluster.PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(addresses("ours")).hasSize(2);
              assertThat(addresses("ours").get(0).getIp()).isEqualTo("192.0.2.7");
              assertThat(addresses("ours").get(1).getHostname()).isEqualTo("edge.example.com");
            });
    assertThat(addresses("other")).isEmpty();
    assertThat(client.network().v1().ingressClasses().withName("lateen").require().getSpec())
        .returns("lateen.dev/ingress", spec -> spec.getController());

    // When
    cluster.install(namespace, "{gateways: {ingress: {serviceType: ClusterIP}}}");

    // Then
    String inside =
        client
            .services()
            .inNamespace(namespace)
            .withName("lateen-ingress")
            .require()
            .getSpec()
            .getClusterIP();
    await()
        .atMost(Cluster.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(addresses("ours"))
                    .extracting(IngressLoadBalancerIngress::getIp)
                    .containsExactly(inside));

    // When
    cluster.install(namespace, "{gateways: {ingress: {enabled: false}}}");

    // Then
    await().atMost(Cluster.PATIENCE).until(() -> addresses("ours").isEmpty());
    await()
        .atMost(Cluster.PATIENCE)
        .until(() -> client.network().v1().ingressClasses().withName("lateen").get() == null);
  }

  @Test
  @DisplayName("TM-116 an Event says why an Ingress has no certificate")
  void eventSaysWhatIsWrong() {
    // Given
    namespace = cluster.namespace("ingress-tls");
    cluster.install(namespace, "{}");

    // When
    ingress(
        "shop", "ingressClassName: lateen\n  tls: [{hosts: [shop.example.com], secretName: none}]");

    // Then
    await()
        .atMost(Cluster.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(events("shop"))
                    .singleElement()
                    .returns("Warning", Event::getType)
                    .returns("SecretMissing", Event::getReason)
                    .satisfies(event -> assertThat(event.getNote()).contains(namespace + "/none")));
  }
}
