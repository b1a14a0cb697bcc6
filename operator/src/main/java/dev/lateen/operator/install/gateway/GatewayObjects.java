package dev.lateen.operator.install.gateway;

import dev.lateen.crds.v1alpha1.IngressGateway;
import dev.lateen.operator.gateway.api.DocumentReader;
import dev.lateen.operator.gateway.api.Meta;
import dev.lateen.operator.gateway.bind.GatewayReport;
import dev.lateen.operator.gateway.bind.GatewayReport.ListenerReport;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The objects of one Gateway, in its namespace and owned by it: a Deployment of proxies, the
 * Service they are reached by, and the account they run as. Pure.
 */
final class GatewayObjects {
  private final GatewayReport report;
  private final GatewayNames names;
  private final IngressGateway settings;
  private final GatewayPod pod;

  /**
   * For one Gateway.
   *
   * @param report the Gateway
   * @param settings of the mesh for gateways
   * @param pod its pods
   */
  GatewayObjects(GatewayReport report, IngressGateway settings, GatewayPod pod) {
    this.report = report;
    this.names = new GatewayNames(report.gateway());
    this.settings = settings;
    this.pod = pod;
  }

  /**
   * In the order in which they are made. A Service needs a port, and a proxy something to listen
   * to, so they wait for a listener.
   */
  List<HasMetadata> all() {
    List<ServicePort> ports = ports();
    return ports.isEmpty()
        ? List.of(account(), deployment(0))
        : List.of(account(), service(ports), deployment(settings.replicas()));
  }

  private ServiceAccount account() {
    return new ServiceAccountBuilder()
        .withMetadata(metadata())
        .withAutomountServiceAccountToken(false)
        .build();
  }

  private Service service(List<ServicePort> ports) {
    return new ServiceBuilder()
        .withMetadata(metadata())
        .withNewSpec()
        .withType(
            switch (settings.serviceType()) {
              case LOAD_BALANCER -> "LoadBalancer";
              case NODE_PORT -> "NodePort";
              case CLUSTER_IP -> "ClusterIP";
            })
        .withSelector(names.selector())
        .withPorts(ports)
        .endSpec()
        .build();
  }

  /** Proxies listen where clients do, so that nothing has to be mapped. */
  private List<ServicePort> ports() {
    return report.listeners().stream()
        .filter(ListenerReport::programmed)
        .map(ListenerReport::port)
        .distinct()
        .map(
            port ->
                new ServicePortBuilder()
                    .withName("port-" + port)
                    .withProtocol("TCP")
                    .withPort(port)
                    .withNewTargetPort(port)
                    .build())
        .toList();
  }

  private Deployment deployment(int replicas) {
    return new DeploymentBuilder()
        .withMetadata(metadata())
        .withNewSpec()
        .withReplicas(replicas)
        .withNewSelector()
        .withMatchLabels(names.selector())
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(podLabels())
        .withAnnotations(report.gateway().spec().infrastructureOrNone().annotations())
        .endMetadata()
        .withSpec(pod.spec(names.name()))
        .endTemplate()
        .endSpec()
        .build();
  }

  private Map<String, String> podLabels() {
    Map<String, String> labels = new TreeMap<>(names.podLabels());
    labels.putAll(pod.member().labels());
    return labels;
  }

  private ObjectMeta metadata() {
    Meta gateway = report.gateway().meta();
    return new ObjectMetaBuilder()
        .withName(names.name())
        .withNamespace(names.namespace())
        .withLabels(names.labels())
        .withAnnotations(report.gateway().spec().infrastructureOrNone().annotations())
        .withOwnerReferences(
            new OwnerReferenceBuilder()
                .withApiVersion(DocumentReader.GROUP + "/v1")
                .withKind(gateway.kind())
                .withName(gateway.name())
                .withUid(gateway.uid())
                .withController(true)
                .build())
        .build();
  }
}
