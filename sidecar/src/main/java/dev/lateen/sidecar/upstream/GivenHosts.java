package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.model.Endpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Hosts that the model names by address: healthy ones of the first priority that has any. */
final class GivenHosts implements HostSource {
  private static final Logger LOG = Logger.getLogger(GivenHosts.class);

  private final Balancer balancer;

  GivenHosts(List<Endpoint> endpoints, ClusterRuntime cluster) {
    List<HostPool> pools = new ArrayList<>();
    List<Integer> weights = new ArrayList<>();
    Set<InetSocketAddress> wanted = new HashSet<>();
    int priority = firstPriority(endpoints);
    for (Endpoint endpoint : endpoints) {
      Optional<InetSocketAddress> address = address(endpoint);
      address.ifPresent(wanted::add);
      if (endpoint.healthy() && endpoint.locality().priority() == priority && address.isPresent()) {
        pools.add(cluster.pool(address.get()));
        weights.add(endpoint.weight());
      }
    }
    cluster.retain(wanted::contains);
    balancer =
        new Balancer(cluster.cluster().loadBalancing(), pools, weights, cluster.context().random());
  }

  private static int firstPriority(List<Endpoint> endpoints) {
    return endpoints.stream()
        .filter(Endpoint::healthy)
        .mapToInt(endpoint -> endpoint.locality().priority())
        .min()
        .orElse(0);
  }

  private static Optional<InetSocketAddress> address(Endpoint endpoint) {
    try {
      return Optional.of(
          new InetSocketAddress(InetAddress.ofLiteral(endpoint.address()), endpoint.port()));
    } catch (IllegalArgumentException e) {
      LOG.warnf(
          "event=endpoint_ignored address=%s reason=\"not an IP address\"", endpoint.address());
      return Optional.empty();
    }
  }

  @Override
  public void pick(Origin origin, Consumer<Optional<HostPool>> use) {
    use.accept(balancer.pick());
  }

  @Override
  public void close() {
    // nothing is waited for
  }
}
