package dev.lateen.sidecar.xds.cluster;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Discovery;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.TlsTrust;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A decoded cluster.
 *
 * @param frame without endpoints where they come by EDS
 * @param assignment name of the EDS resource; empty for every other kind of cluster
 */
public record ClusterResource(Cluster frame, Optional<String> assignment) {
  /** Unique name. */
  public String name() {
    return frame.name();
  }

  /** Whether connections to some of its endpoints ask whom the mesh trusts. */
  public boolean needsMeshTrust() {
    return Stream.concat(
            frame.transport().choices().stream().flatMap(choice -> choice.tls().stream()),
            frame.tls().stream())
        .anyMatch(tls -> tls.parameters().trust() instanceof TlsTrust.Mesh);
  }

  /** The cluster with the endpoints of its assignment. */
  public Cluster resolve(List<Endpoint> endpoints) {
    return frame.withDiscovery(new Discovery.Endpoints(endpoints));
  }
}
