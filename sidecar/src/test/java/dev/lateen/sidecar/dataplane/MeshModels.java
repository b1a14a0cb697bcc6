package dev.lateen.sidecar.dataplane;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Detection;
import dev.lateen.sidecar.model.Direction;
import dev.lateen.sidecar.model.DownstreamTls;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.FilterChainMatch;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.Listener;
import dev.lateen.sidecar.model.MeshTrust;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.Sniffed.Transport;
import dev.lateen.sidecar.model.StringMatch;
import dev.lateen.sidecar.model.SubjectNameMatch;
import dev.lateen.sidecar.model.TlsCertificate;
import dev.lateen.sidecar.model.TlsParameters;
import dev.lateen.sidecar.model.TlsTrust;
import dev.lateen.sidecar.model.TlsVersion;
import dev.lateen.sidecar.model.UpstreamTls;
import dev.lateen.sidecar.model.UpstreamTransport;
import dev.lateen.sidecar.model.VirtualHost;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Models as discovery sends them to proxies that have an identity. */
final class MeshModels {
  private static final String PROTOCOL = "lateen-http/1.1";
  private static final Map<String, String> MUTUAL = Map.of("lateen.dev/tls", "mutual");

  private MeshModels() {}

  /** A listener {@code http} that takes mutual TLS alone. */
  static ProxyModel strict(Backend backend, String roots) {
    return strict(backend, roots, Optional.empty());
  }

  static ProxyModel strict(Backend backend, String roots, Optional<String> revoked) {
    return inbound(
            backend, List.of(new FilterChain("mtls", tls(), manager()).withTls(terminated())))
        .withTrust(Optional.of(new MeshTrust(roots, revoked)));
  }

  /** A listener {@code http} that takes both. */
  static ProxyModel permissive(Backend backend, String roots) {
    return inbound(
            backend,
            List.of(
                new FilterChain("mtls", tls(PROTOCOL), manager()).withTls(terminated()),
                new FilterChain("own", tls(), manager()),
                FilterChain.any(manager())))
        .withTrust(Optional.of(new MeshTrust(roots, Optional.empty())));
  }

  /**
   * A listener {@code http} for calls to a cluster {@code callee}.
   *
   * @param identity whom to expect
   * @param shows the caller's certificate
   */
  static ProxyModel calling(
      InetSocketAddress endpoint,
      String identity,
      String roots,
      Optional<String> revoked,
      Optional<TlsCertificate> shows) {
    var mutual =
        new UpstreamTls(Optional.empty(), false, parameters(shows, SubjectNameMatch.uri(identity)));
    var transport =
        new UpstreamTransport(
            List.of(
                new UpstreamTransport.Choice("mtls", MUTUAL, Optional.of(mutual)),
                new UpstreamTransport.Choice("plaintext", Map.of(), Optional.empty())),
            Optional.empty());
    var cluster =
        Cluster.of(
                "callee", List.of(Endpoint.of("127.0.0.1", endpoint.getPort()).withLabels(MUTUAL)))
            .withTransport(transport)
            .withConnectTimeout(Duration.ofSeconds(5));
    return Proxy.httpModel("1", List.of(Route.of(RouteMatch.ANY, Forward.to("callee"))), cluster)
        .withTrust(Optional.of(new MeshTrust(roots, revoked)));
  }

  /** The same, with connections that serve few requests. */
  static ProxyModel shortLived(ProxyModel model) {
    return ProxyModel.of(
            model.version(),
            model.listeners(),
            model.clusters().values().stream()
                .map(cluster -> cluster.withMaxRequestsPerConnection(2))
                .toList())
        .withTrust(model.trust());
  }

  private static ProxyModel inbound(Backend backend, List<FilterChain> chains) {
    Listener listener =
        new Listener(
            "http",
            "127.0.0.1",
            0,
            true,
            false,
            Direction.INBOUND,
            new Detection(true, false, Duration.ofMillis(300), true),
            chains,
            Optional.empty());
    return ProxyModel.of("1", List.of(listener), List.of(Proxy.cluster("app", backend)));
  }

  private static DownstreamTls terminated() {
    var anybody =
        new SubjectNameMatch(
            SubjectNameMatch.Kind.URI, new StringMatch.Prefix("spiffe://cluster.local/", false));
    return DownstreamTls.mutual(parameters(Optional.of(new TlsCertificate.Own()), anybody));
  }

  private static TlsParameters parameters(
      Optional<TlsCertificate> certificate, SubjectNameMatch peer) {
    return new TlsParameters(
        certificate,
        new TlsTrust.Mesh(),
        List.of(peer),
        TlsVersion.TLS_1_2,
        TlsVersion.TLS_1_3,
        List.of(),
        List.of(PROTOCOL));
  }

  private static FilterChainMatch tls(String... protocols) {
    return new FilterChainMatch(
        OptionalInt.empty(),
        List.of(),
        List.of(),
        Optional.of(Transport.TLS),
        Set.of(protocols),
        List.of(),
        Set.of());
  }

  private static HttpConnectionManager manager() {
    return HttpConnectionManager.of(
        "http",
        new RouteTable(
            "http",
            List.of(
                new VirtualHost(
                    "all", List.of("*"), List.of(Route.of(RouteMatch.ANY, Forward.to("app")))))));
  }
}
