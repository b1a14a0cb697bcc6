package dev.lateen.sidecar.xds.listener;

import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.TlsTrust;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A decoded listener: everything but the routes that come by RDS. Immutable. */
public final class ListenerResource {
  private final Listener frame;
  private final List<PendingChain> chains;
  private final Optional<PendingChain> defaultChain;

  ListenerResource(Listener frame, List<PendingChain> chains, Optional<PendingChain> defaultChain) {
    this.frame = frame;
    this.chains = List.copyOf(chains);
    this.defaultChain = defaultChain;
  }

  /** Unique name. */
  public String name() {
    return frame.name();
  }

  /** The RDS resources it needs. */
  public Set<String> routeConfigurations() {
    return Stream.concat(chains.stream(), defaultChain.stream())
        .flatMap(chain -> chain.routeConfiguration().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether one of its chains asks whom the mesh trusts. */
  public boolean needsMeshTrust() {
    return Stream.concat(chains.stream(), defaultChain.stream())
        .flatMap(pending -> pending.chain().tls().stream())
        .anyMatch(tls -> tls.parameters().trust() instanceof TlsTrust.Mesh);
  }

  /** The listener with its routes; the function is asked for every RDS resource it needs. */
  public Listener resolve(Function<String, RouteTable> routes) {
    return frame.withChains(
        frame.detection(),
        chains.stream().map(chain -> chain.resolve(routes)).toList(),
        defaultChain.map(chain -> chain.resolve(routes)));
  }
}
