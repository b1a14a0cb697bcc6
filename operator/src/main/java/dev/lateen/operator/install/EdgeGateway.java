package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.GatewaySettings;
import dev.lateen.crds.v1alpha1.Gateways;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import dev.lateen.operator.platform.model.Instance;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The gateways at the edge of a mesh that its ServiceMesh asks for, and what differs in them. */
enum EdgeGateway {
  /** Where calls come in (TM-110). */
  INGRESS(
      MeshObjects.GATEWAY,
      MeshObjects.INGRESS,
      Gateways::ingress,
      port("http", MeshObjects.GATEWAY_PORT),
      port("https", MeshObjects.GATEWAY_TLS_PORT)),
  /** Where calls go out (TM-136). */
  EGRESS(
      MeshObjects.EGRESS_GATEWAY,
      Instance.EGRESS,
      Gateways::egress,
      port("egress", MeshObjects.EGRESS_PORT));

  private final String objectName;
  private final String kind;
  private final Function<Gateways, GatewaySettings> settings;
  private final List<ContainerPort> ports;

  EdgeGateway(
      String objectName,
      String kind,
      Function<Gateways, GatewaySettings> settings,
      ContainerPort... ports) {
    this.objectName = objectName;
    this.kind = kind;
    this.settings = settings;
    this.ports = List.of(ports);
  }

  /** Name of its Deployment, its Service and its account. */
  String objectName() {
    return objectName;
  }

  /** What its proxies say they are, and its label says. */
  String kind() {
    return kind;
  }

  /** What its pods have, and nobody else's. */
  Map<String, String> selector(ServiceMesh mesh) {
    return Map.of(
        MeshObjects.GATEWAY_LABEL, kind, MeshObjects.MESH_LABEL, mesh.getMetadata().getName());
  }

  /** Whether a mesh asks for it. */
  boolean isWanted(ServiceMeshSpec spec) {
    return spec.hasGateway(settings(spec));
  }

  /** What a mesh says of it. */
  GatewaySettings settings(ServiceMeshSpec spec) {
    return settings.apply(spec.gateways());
  }

  /** Where it listens; it is ready when it does so on the first. */
  List<ContainerPort> ports() {
    return ports;
  }

  private static ContainerPort port(String name, int number) {
    return new ContainerPortBuilder()
        .withName(name)
        .withProtocol("TCP")
        .withContainerPort(number)
        .build();
  }
}
