package dev.lateen.operator.install;

import dev.lateen.operator.identity.AuthorityReport;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an installation at one moment.
 *
 * @param version version of what is installed
 * @param rival the ServiceMesh that is in force instead of this one, {@code namespace/name}
 * @param gatewayWanted whether the mesh asks for an ingress gateway
 * @param gateway its Deployment
 * @param gatewayPods its pods
 * @param cni the DaemonSet that puts the CNI plug-in on the nodes
 * @param cniPods its pods
 * @param authority how the authority stands; empty until it was looked at
 */
record InstallState(
    String version,
    Optional<String> rival,
    boolean gatewayWanted,
    Optional<Deployment> gateway,
    List<Pod> gatewayPods,
    Optional<DaemonSet> cni,
    List<Pod> cniPods,
    Optional<AuthorityReport> authority) {

  InstallState {
    gatewayPods = List.copyOf(gatewayPods);
    cniPods = List.copyOf(cniPods);
  }
}
