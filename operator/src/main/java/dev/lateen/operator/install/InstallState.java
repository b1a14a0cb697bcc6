package dev.lateen.operator.install;

import dev.lateen.operator.identity.AuthorityReport;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an installation at one moment.
 *
 * @param version version of what is installed
 * @param rival the ServiceMesh that is in force instead of this one, {@code namespace/name}
 * @param ingress how the ingress gateway stands
 * @param egress how the egress gateway stands
 * @param cni the DaemonSet that puts the CNI plug-in on the nodes
 * @param cniPods its pods
 * @param authority how the authority stands; empty until it was looked at
 */
record InstallState(
    String version,
    Optional<String> rival,
    GatewayState ingress,
    GatewayState egress,
    Optional<DaemonSet> cni,
    List<Pod> cniPods,
    Optional<AuthorityReport> authority) {

  InstallState {
    cniPods = List.copyOf(cniPods);
  }
}
