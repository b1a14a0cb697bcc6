package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.DownstreamTls;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.Http2Options;
import dev.lateen.sidecar.model.HttpCodec;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.TlsParameters;
import dev.lateen.sidecar.model.UpstreamHttp;
import dev.lateen.sidecar.model.UpstreamTls;
import dev.lateen.sidecar.model.VirtualHost;
import dev.lateen.sidecar.tls.TestCertificates;
import dev.lateen.sidecar.tls.TestCertificates.Authority;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which version of HTTP is spoken, and who decides. */
class AlpnIT {
  private static final Authority MESH = TestCertificates.authority("mesh");
  private static final TlsParameters OWN =
      TlsParameters.trusting(MESH.trust()).withCertificate(MESH.forHost("reviews").model());

  private static Proxy server(HttpCodec codec, boolean tls, Cluster... clusters) throws Exception {
    HttpConnectionManager manager =
        HttpConnectionManager.of(
                "http",
                new RouteTable(
                    "http",
                    List.of(
                        new VirtualHost(
                            "all",
                            List.of("*"),
                            List.of(Route.of(RouteMatch.ANY, Forward.to("a")))))))
            .withCodec(codec);
    FilterChain chain = FilterChain.any(manager);
    Proxy proxy = new Proxy();
    proxy.apply(
        ProxyModel.of(
            "1",
            List.of(Proxy.listener("http", tls ? chain.withTls(DownstreamTls.of(OWN)) : chain)),
            List.of(clusters)));
    return proxy;
  }

  private static Cluster negotiating(Proxy server) {
    return Cluster.of("a", List.of(Endpoint.of("127.0.0.1", server.address("http").getPort())))
        .withTls(UpstreamTls.to("reviews", TlsParameters.trusting(MESH.trust())))
        .withHttp(new UpstreamHttp.Negotiated(Http2Options.DEFAULT));
  }

  @ParameterizedTest
  @EnumSource(HttpCodec.class)
  @DisplayName("TM-163 TLS listeners offer the versions of HTTP they speak by ALPN")
  void listenersOfferWhatTheySpeak(HttpCodec codec) throws Exception {
    try (Proxy proxy = server(codec, true)) {
      // When
      String both = OpenSslClient.get(proxy.address("http"), "-alpn", "h2,http/1.1");
      String old = OpenSslClient.get(proxy.address("http"), "-alpn", "http/1.1");

      // Then
      assertThat(both).contains("ALPN protocol: " + (codec == HttpCodec.HTTP1 ? "http/1.1" : "h2"));
      assertThat(old)
          .contains(codec == HttpCodec.HTTP2 ? "No ALPN negotiated" : "ALPN protocol: http/1.1");
    }
  }

  @ParameterizedTest
  @EnumSource(HttpCodec.class)
  @DisplayName("TM-163 endpoints choose the version of HTTP by ALPN")
  void endpointsChoose(HttpCodec codec) throws Exception {
    // Given an endpoint that takes only what it chose, and many requests at once
    try (Backend backend = Backend.saying("hello");
        Proxy endpoint = server(codec, true, Proxy.cluster("a", backend));
        Proxy proxy =
            Proxy.http(List.of(Route.of(RouteMatch.ANY, Forward.to("a"))), negotiating(endpoint));
        H2Peer client = H2Peer.client(proxy.address("http"))) {
      // When
      for (int stream = 1; stream < 20; stream += 2) {
        client.request(stream, true, "GET", "/");
      }

      // Then
      for (int stream = 1; stream < 20; stream += 2) {
        assertThat(client.body(stream)).isEqualTo("hello");
      }
      long connections = endpoint.listener("http").tls().handshakes();
      assertThat(connections == 1).isEqualTo(codec != HttpCodec.HTTP1);
    }
  }

  @Test
  void aListenerOfOneVersionTakesNoOther() throws Exception {
    try (Backend backend = Backend.saying("hello");
        Proxy old = server(HttpCodec.HTTP1, false, Proxy.cluster("a", backend));
        Proxy recent = server(HttpCodec.HTTP2, false, Proxy.cluster("a", backend));
        Client client = old.client();
        H2Peer peer = H2Peer.client(recent.address("http"))) {
      assertThat(client.get("/").body()).isEqualTo("hello");
      assertThat(peer.request(1, true, "GET", "/").body(1)).isEqualTo("hello");
      try (Client tooOld = recent.client();
          Client tooRecent = old.client()) {
        tooOld.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(new String(tooOld.in.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII))
            .doesNotContain("HTTP/1.1");
        assertThat(tooRecent.send(H2Peer.PREFACE).read().status()).isBetween(400, 599);
      }
    }
  }
}
