package dev.lateen.sidecar.xds.cluster;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Discovery;
import dev.lateen.sidecar.model.Endpoint;
import java.util.List;
import java.util.Optional;

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

  /** The cluster with the endpoints of its assignment. */
  public Cluster resolve(List<Endpoint> endpoints) {
    return frame.withDiscovery(new Discovery.Endpoints(endpoints));
  }
}
