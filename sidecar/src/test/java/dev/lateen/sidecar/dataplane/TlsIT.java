package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.DownstreamTls;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.SubjectNameMatch;
import dev.lateen.sidecar.model.TcpProxy;
import dev.lateen.sidecar.model.TlsParameters;
import dev.lateen.sidecar.model.TlsTrust;
import dev.lateen.sidecar.model.TlsVersion;
import dev.lateen.sidecar.model.UpstreamTls;
import dev.lateen.sidecar.model.VirtualHost;
import dev.lateen.sidecar.stats.TlsFailure;
import dev.lateen.sidecar.tls.TestCertificates;
import dev.lateen.sidecar.tls.TestCertificates.Authority;
import dev.lateen.sidecar.tls.TestCertificates.Issued;
import dev.lateen.sidecar.tls.TlsEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TlsIT {
  private static final String CALLER = "spiffe://cluster.local/ns/default/sa/caller";
  private static final String CALLEE = "spiffe://cluster.local/ns/default/sa/reviews";
  private static final Authority MESH = TestCertificates.authority("mesh");

  @TempDir Path directory;

  static Stream<TlsEngine> engines() {
    return Stream.of(TlsEngine.best(), TlsEngine.jdk("a test"));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void requestsGoThroughTwoProxiesThatKnowEachOther(TlsEngine engine) throws Exception {
    // Given
    try (Backend backend = Backend.saying("x".repeat(200_000));
        Proxy inbound = terminating(engine, mutual(CALLER), Proxy.cluster("app", backend));
        Proxy outbound = originating(engine, toCallee(CALLEE), inbound);
        Client client = outbound.client()) {
      // When / Then
      for (int i = 0; i < 3; i++) {
        assertThat(client.get("/").body()).hasSize(200_000);
      }
      assertThat(inbound.listener("http").tls().handshakes()).isEqualTo(1);
      assertThat(outbound.cluster("callee").tls().handshakes()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aCalleeThatIsSomebodyElseGetsNoRequest(TlsEngine engine) throws Exception {
    // Given
    try (Backend backend = Backend.saying("secret");
        Proxy inbound = terminating(engine, mutual(CALLER), Proxy.cluster("app", backend));
        Proxy outbound =
            originating(engine, toCallee("spiffe://cluster.local/ns/default/sa/other"), inbound);
        Client client = outbound.client()) {
      // When / Then
      assertThat(client.get("/").status()).isEqualTo(503);
      assertThat(outbound.cluster("callee").tls().failures())
          .containsEntry(TlsFailure.WRONG_IDENTITY, 1L);
      assertThat(backend.requests).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aCallerThatIsSomebodyElseIsRefused(TlsEngine engine) throws Exception {
    // Given
    try (Backend backend = Backend.saying("secret");
        Proxy inbound =
            terminating(
                engine,
                mutual("spiffe://cluster.local/ns/default/sa/admin"),
                Proxy.cluster("app", backend));
        Proxy outbound = originating(engine, toCallee(CALLEE), inbound);
        Client client = outbound.client()) {
      // When / Then
      assertThat(client.get("/").status()).isEqualTo(503);
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(inbound.listener("http").tls().failures())
                      .containsEntry(TlsFailure.WRONG_IDENTITY, 1L));
      assertThat(backend.requests).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aClientWithoutCertificateOrWithOneThatRanOutIsRefused(TlsEngine engine) throws Exception {
    // Given
    UpstreamTls nameless = UpstreamTls.to("reviews", TlsParameters.trusting(MESH.trust()));
    UpstreamTls late =
        UpstreamTls.to(
            "reviews",
            TlsParameters.trusting(MESH.trust())
                .withSubjectNames(SubjectNameMatch.uri(CALLEE))
                .withCertificate(MESH.expired("late").model()));
    DownstreamTls anyCaller =
        DownstreamTls.mutual(
            TlsParameters.trusting(MESH.trust()).withCertificate(MESH.forUri(CALLEE).model()));
    for (UpstreamTls refused : List.of(nameless, late)) {
      try (Backend backend = Backend.saying("secret");
          Proxy inbound = terminating(engine, anyCaller, Proxy.cluster("app", backend));
          Proxy outbound = originating(engine, refused, inbound);
          Client client = outbound.client()) {
        // When / Then
        assertThat(client.get("/").status()).isEqualTo(503);
        assertThat(backend.requests).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void bytesAndTheEndOfADirectionPassThroughTls(TlsEngine engine) throws Exception {
    // Given
    try (Backend upper =
            Backend.scripted(
                (self, in, out) -> {
                  out.write(in.readNBytes(5));
                  out.write(" and bye".getBytes(StandardCharsets.US_ASCII));
                });
        Proxy inbound = new Proxy(engine);
        Proxy outbound = new Proxy(engine)) {
      inbound.apply(
          ProxyModel.of(
              "1",
              List.of(
                  Proxy.listener(
                      "http", FilterChain.any(TcpProxy.to("tcp", "app")).withTls(mutual(CALLER)))),
              List.of(Proxy.cluster("app", upper))));
      outbound.apply(
          Proxy.model("1", TcpProxy.to("tcp", "callee"), callee(toCallee(CALLEE), inbound)));
      try (Client client = outbound.client()) {
        // When
        client.send("hello");

        // Then
        assertThat(new String(client.in.readAllBytes(), StandardCharsets.US_ASCII))
            .isEqualTo("hello and bye");
      }
    }
  }

  @Test
  void aCertificateIsRenewedWithoutEndingWhatIsOpen() throws Exception {
    // Given
    try (Backend backend = Backend.saying("a");
        Proxy inbound =
            terminating(TlsEngine.best(), mutual(CALLER), Proxy.cluster("app", backend));
        Proxy outbound = originating(TlsEngine.best(), toCallee(CALLEE), inbound);
        Client open = outbound.client()) {
      assertThat(open.get("/").body()).isEqualTo("a");

      // When
      inbound.apply(model(mutual(CALLER), inbound.address("http").getPort(), backend));
      System.gc(); // the old context is not wanted any more; what is open still needs it

      // Then
      assertThat(open.get("/").body()).isEqualTo("a");
      try (Client another = outbound.client()) {
        assertThat(another.get("/", "Connection: close").body()).isEqualTo("a");
      }
    }
  }

  @Test
  void sessionsAreResumed() throws Exception {
    // Given
    DownstreamTls tls =
        DownstreamTls.of(
            TlsParameters.trusting(new TlsTrust.Anyone())
                .withCertificate(MESH.forHost("reviews").model()));
    try (Proxy proxy = terminating(TlsEngine.best(), tls)) {
      Path session = directory.resolve("session");
      // A ticket of TLS 1.3 comes after the handshake: read something before the end.
      String first =
          OpenSslClient.get(proxy.address("http"), "-sess_out", session.toString(), "-tls1_3");
      assertThat(first).contains("New, TLSv1.3");

      // When
      String second = OpenSslClient.get(proxy.address("http"), "-sess_in", session.toString());

      // Then
      assertThat(second).contains("Reused, TLSv1.3");
    }
  }

  @Test
  void versionsAndApplicationProtocolsAreNegotiatedAsSaid() throws Exception {
    // Given
    DownstreamTls tls =
        DownstreamTls.of(
            TlsParameters.trusting(new TlsTrust.Anyone())
                .withCertificate(MESH.forHost("reviews").model())
                .withVersions(TlsVersion.TLS_1_2, TlsVersion.TLS_1_2)
                .withApplicationProtocols("h2", "http/1.1"));
    try (Proxy proxy = terminating(TlsEngine.best(), tls)) {
      // When / Then
      assertThat(OpenSslClient.get(proxy.address("http"), "-alpn", "http/1.1,h2"))
          .contains("ALPN protocol: h2", "New, TLSv1.2");
      assertThat(OpenSslClient.get(proxy.address("http"), "-tls1_3"))
          .contains("alert protocol version");
      assertThat(proxy.listener("http").tls().failures()).containsEntry(TlsFailure.PROTOCOL, 1L);
    }
  }

  @Test
  void aHandshakeThatDoesNotComeIsNotWaitedForLong() throws Exception {
    // Given
    TlsParameters parameters =
        TlsParameters.trusting(new TlsTrust.Anyone())
            .withCertificate(MESH.forHost("reviews").model());
    try (Proxy proxy =
            terminating(
                TlsEngine.best(), new DownstreamTls(false, Duration.ofMillis(50), parameters));
        Client client = proxy.client()) {
      // When / Then
      assertThat(client.atEnd()).isTrue();
      assertThat(proxy.listener("http").tls().failures()).containsEntry(TlsFailure.TIMEOUT, 1L);
    }
  }

  @Test
  void plainBytesWhereTlsIsExpectedEndTheConnection() throws Exception {
    // Given
    try (Proxy proxy = terminating(TlsEngine.best(), mutual(CALLER));
        Client client = proxy.client()) {
      // When
      client.send("GET / HTTP/1.1\r\nHost: reviews\r\n\r\n");

      // Then
      client.in.readAllBytes();
      assertThat(proxy.listener("http").tls().failures()).containsEntry(TlsFailure.PROTOCOL, 1L);
    }
  }

  private static DownstreamTls mutual(String caller) {
    return DownstreamTls.mutual(
        TlsParameters.trusting(MESH.trust())
            .withCertificate(MESH.forUri(CALLEE).model())
            .withSubjectNames(SubjectNameMatch.uri(caller)));
  }

  private static UpstreamTls toCallee(String callee) {
    Issued caller = MESH.forUri(CALLER);
    return UpstreamTls.to(
        "outbound_.9080_._.reviews.default.svc.cluster.local",
        TlsParameters.trusting(MESH.trust())
            .withCertificate(caller.model())
            .withSubjectNames(SubjectNameMatch.uri(callee)));
  }

  private static Proxy terminating(TlsEngine engine, DownstreamTls tls, Cluster... clusters)
      throws Exception {
    Proxy proxy = new Proxy(engine);
    proxy.apply(
        ProxyModel.of(
            "1",
            List.of(Proxy.listener("http", FilterChain.any(manager()).withTls(tls))),
            List.of(clusters)));
    return proxy;
  }

  /** The same listener, so that its socket stays. */
  private static ProxyModel model(DownstreamTls tls, int port, Backend backend) {
    return ProxyModel.of(
        "2",
        List.of(Proxy.listener("http", FilterChain.any(manager()).withTls(tls))),
        List.of(Proxy.cluster("app", backend)));
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

  private static Proxy originating(TlsEngine engine, UpstreamTls tls, Proxy inbound)
      throws Exception {
    Proxy proxy = new Proxy(engine);
    proxy.apply(
        Proxy.httpModel(
            "1", List.of(Route.of(RouteMatch.ANY, Forward.to("callee"))), callee(tls, inbound)));
    return proxy;
  }

  private static Cluster callee(UpstreamTls tls, Proxy inbound) {
    return Cluster.of(
            "callee", List.of(Endpoint.of("127.0.0.1", inbound.address("http").getPort())))
        .withTls(tls)
        .withConnectTimeout(Duration.ofSeconds(5));
  }
}
