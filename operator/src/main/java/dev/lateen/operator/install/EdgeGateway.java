package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import dev.lateen.operator.platform.model.Instance;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import java.util.List;
import java.util.Map;

/** The gateways at the edge of a mesh that its ServiceMesh asks for, and what differs in them. */
enum EdgeGateway {
  /** Where calls come in (TM-110). */
  INGRESS(MeshObjects.GATEWAY, MeshObjects.INGRESS) {
    @Override
    boolean isWanted(ServiceMeshSpec spec) {
      return spec.profile() != ServiceMeshSpec.Profile.MINIMAL
          && spec.gateways().ingress().enabled();
    }

    @Override
    int replicas(ServiceMeshSpec spec) {
      return spec.gateways().ingress().replicas();
    }

    @Override
    String image(ServiceMeshSpec spec) {
      return spec.gateways().ingress().image();
    }

    @Override
    List<ContainerPort> ports() {
      return List.of(
          port("http", MeshObjects.GATEWAY_PORT), port("https", MeshObjects.GATEWAY_TLS_PORT));
    }
  },
  /** Where calls go out (TM-136). */
  EGRESS(MeshObjects.EGRESS_GATEWAY, Instance.EGRESS) {
    @Override
    boolean isWanted(ServiceMeshSpec spec) {
      return spec.egressGateway();
    }

    @Override
    int replicas(ServiceMeshSpec spec) {
      return spec.gateways().egress().replicas();
    }

    @Override
    String image(ServiceMeshSpec spec) {
      return spec.gateways().egress().image();
    }

    @Override
    List<ContainerPort> ports() {
      return List.of(port("egress", MeshObjects.EGRESS_PORT));
    }
  };

  private final String objectName;
  private final String kind;

  EdgeGateway(String objectName, String kind) {
    this.objectName = objectName;
    this.kind = kind;
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
  abstract boolean isWanted(ServiceMeshSpec spec);

  abstract int replicas(ServiceMeshSpec spec);

  abstract String image(ServiceMeshSpec spec);

  /** Where it listens; it is ready when it does so on the first. */
  abstract List<ContainerPort> ports();

  private static ContainerPort port(String name, int number) {
    return new ContainerPortBuilder()
        .withName(name)
        .withProtocol("TCP")
        .withContainerPort(number)
        .build();
  }
}
