package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.discovery.compile.Destination.Location;
import dev.lateen.operator.platform.model.Endpoint;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer;
import java.util.List;

/**
 * Mutual TLS towards the instances of the mesh, without anybody asking for it (TS-11): endpoints
 * that take it say so, and it is spoken to those. Only for proxies with an identity.
 */
final class OutboundTls {
  private static final String MATCH = "envoy.transport_socket_match";
  private static final String ANY_OF = "*.";

  private final ProxyContext proxy;
  private final MutualPeers peers;
  private final References references;

  OutboundTls(ProxyContext proxy, References references) {
    this.proxy = proxy;
    this.references = references;
    this.peers = new MutualPeers(proxy.mesh());
  }

  /**
   * Makes a cluster ready for endpoints of both kinds; of hosts outside the mesh it stays as is.
   */
  void apply(Cluster.Builder cluster, Destination destination) {
    if (!proxy.speaksMutualTls()) {
      return;
    }
    List<String> identities =
        switch (destination.location()) {
          case Location.Mesh _ -> peers.identities(destination.hostname());
          case Location.Member member -> peers.identities(member.endpoint().instance());
          case Location.Anywhere anywhere when anywhere.inMesh() ->
              peers.identities(service(destination));
          case Location.Anywhere _, Location.Outside _, Location.ByGateway _ -> List.of();
        };
    if (identities.isEmpty()) {
      return;
    }
    TransportSocket mutual = MeshTls.upstream(identities, MeshTls.protocol(destination));
    if (cluster.getType() != Cluster.DiscoveryType.ORIGINAL_DST) {
      references.authorities();
      cluster.addTransportSocketMatches(match("mtls", mutual).setMatch(MeshTls.MUTUAL));
      cluster.addTransportSocketMatches(match("plaintext", raw()));
    } else if (allTake(destination)) {
      references.authorities();
      cluster.setTransportSocket(mutual);
    }
  }

  /** Addresses that callers find themselves have no marks: it is all or none of them. */
  private boolean allTake(Destination destination) {
    return proxy.mesh().endpoints(service(destination), destination.port()).stream()
        .filter(Endpoint::ready)
        .allMatch(peers::takes);
  }

  private static String service(Destination destination) {
    String name = destination.hostname();
    return name.startsWith(ANY_OF) ? name.substring(ANY_OF.length()) : name;
  }

  /** Marks an endpoint that takes mutual TLS. */
  void mark(LbEndpoint.Builder marked, Endpoint endpoint) {
    if (proxy.speaksMutualTls() && peers.takes(endpoint)) {
      marked.setMetadata(Metadata.newBuilder().putFilterMetadata(MATCH, MeshTls.MUTUAL));
    }
  }

  private static Cluster.TransportSocketMatch.Builder match(String name, TransportSocket socket) {
    return Cluster.TransportSocketMatch.newBuilder().setName(name).setTransportSocket(socket);
  }

  private static TransportSocket raw() {
    return TransportSocket.newBuilder()
        .setName("envoy.transport_sockets.raw_buffer")
        .setTypedConfig(Protos.any(RawBuffer.getDefaultInstance()))
        .build();
  }
}
