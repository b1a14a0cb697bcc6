package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lateen.sidecar.capture.TestHellos;
import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Detection;
import dev.lateen.sidecar.model.DownstreamTls;
import dev.lateen.sidecar.model.FilterChain;
import dev.lateen.sidecar.model.FilterChainMatch;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.HttpCodec;
import dev.lateen.sidecar.model.HttpConnectionManager;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.TcpProxy;
import dev.lateen.sidecar.model.TlsParameters;
import dev.lateen.sidecar.model.TlsTrust;
import dev.lateen.sidecar.model.VirtualHost;
import dev.lateen.sidecar.tls.TestCertificates;
import dev.lateen.sidecar.tls.TestCertificates.Authority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DetectionIT {
  private static final Detection SHORT = new Detection(true, true, Duration.ofMillis(100), true);
  private static final Detection PATIENT = new Detection(true, true, Duration.ofSeconds(20), true);
  private static final Authority PUBLIC = TestCertificates.authority("public");

  @Test
  @DisplayName(
      "UA-01 TS-23 HTTP on a port of unknown protocol is routed as HTTP, whole or in pieces")
  void httpIsRecognised() throws Exception {
    try (Backend backend = Backend.saying("http");
        Backend other = echo();
        Proxy proxy =
            detecting(PATIENT, Proxy.cluster("http", backend), Proxy.cluster("tcp", other));
        Client client = proxy.client()) {
      // When
      for (char c : "GET /whole HTTP/1.1\r\nHost: reviews\r\n\r\n".toCharArray()) {
        client.send(String.valueOf(c));
      }

      // Then
      assertThat(client.read().body()).isEqualTo("http");
      assertThat(client.get("/again").body()).isEqualTo("http");
      assertThat(backend.requests.getFirst().start()).isEqualTo("GET /whole HTTP/1.1");
    }
  }

  @Test
  @DisplayName(
      "UA-01 TS-23 TS-29 a server that speaks first is heard although the client says nothing")
  void serverFirstProtocolsWork() throws Exception {
    try (Backend mail =
            Backend.scripted(
                (self, in, out) -> {
                  out.write("220 mail\r\n".getBytes(StandardCharsets.US_ASCII));
                  in.transferTo(out);
                });
        Proxy proxy = detecting(SHORT, Proxy.cluster("tcp", mail));
        Client client = proxy.client()) {
      // When
      byte[] greeting = client.in.readNBytes(10);
      client.send("GET / HTTP/1.1\r\n\r\n");

      // Then
      assertThat(new String(greeting, StandardCharsets.US_ASCII)).isEqualTo("220 mail\r\n");
      assertThat(new String(client.in.readNBytes(18), StandardCharsets.US_ASCII))
          .isEqualTo("GET / HTTP/1.1\r\n\r\n");
    }
  }

  @Test
  @DisplayName("UA-01 bytes of a protocol nobody knows arrive as they were sent")
  void unknownProtocolsWork() throws Exception {
    try (Backend echo = echo();
        Proxy proxy = detecting(PATIENT, Proxy.cluster("tcp", echo));
        Client client = proxy.client()) {
      // When
      client.send("GET key\r\n");

      // Then
      assertThat(new String(client.in.readNBytes(9), StandardCharsets.US_ASCII))
          .isEqualTo("GET key\r\n");
    }
  }

  @Test
  @DisplayName("UA-01 a client that ends its side before anything is known gets its answer")
  void aHalfClosedClientIsServed() throws Exception {
    try (Backend backend =
            Backend.scripted(
                (self, in, out) -> {
                  out.write(in.readAllBytes());
                  out.write('!');
                });
        Proxy proxy = detecting(PATIENT, Proxy.cluster("tcp", backend));
        Client client = proxy.client()) {
      // When
      client.send("GE");
      client.socket.shutdownOutput();

      // Then
      assertThat(new String(client.in.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo("GE!");
    }
  }

  @ParameterizedTest
  @EnumSource(HttpCodec.class)
  void aClientThatLeavesWithoutAWordIsLetGo(HttpCodec codec) throws Exception {
    try (Backend backend = Backend.saying("http");
        Proxy proxy = new Proxy()) {
      FilterChain plain = FilterChain.any(manager().withCodec(codec));
      proxy.apply(
          ProxyModel.of(
              "1",
              List.of(
                  Proxy.listener("http", plain)
                      .withChains(
                          PATIENT,
                          List.of(terminating("a.example.com", "a.example.com")),
                          Optional.of(plain))),
              List.of(Proxy.cluster("http", backend))));
      try (Client client = proxy.client()) {
        // When
        client.socket.shutdownOutput();

        // Then
        assertThat(new String(client.in.readAllBytes(), StandardCharsets.ISO_8859_1))
            .doesNotContain("HTTP/1.1");
        await().until(() -> proxy.listener("http").connectionsActive() == 0);
      }
    }
  }

  @Test
  @DisplayName("TM-165 UA-04 TLS passes through unopened to the service its client names")
  void tlsIsPassedThroughByServerName() throws Exception {
    try (Backend a = echo();
        Backend b = echo();
        Proxy proxy = new Proxy()) {
      proxy.apply(
          ProxyModel.of(
              "1",
              List.of(
                  Proxy.listener("http", FilterChain.any(TcpProxy.to("tcp", "nobody")))
                      .withChains(
                          PATIENT,
                          List.of(
                              passing("a", FilterChainMatch.serverNames("a.example.com")),
                              passing("b", FilterChainMatch.serverNames("*.example.com"))),
                          Optional.empty())),
              List.of(Proxy.cluster("a", a), Proxy.cluster("b", b))));
      for (String name : List.of("a", "b", "deep.b")) {
        byte[] hello = TestHellos.hello(name + ".example.com", "h2");
        try (Client client = proxy.client()) {
          // When
          for (byte one : hello) {
            client.socket.getOutputStream().write(one);
          }

          // Then
          assertThat(client.in.readNBytes(hello.length)).isEqualTo(hello);
        }
      }
      assertThat(a.connections).hasValue(1);
      assertThat(b.connections).hasValue(2);
      try (Client nobody = proxy.client()) {
        nobody.socket.getOutputStream().write(TestHellos.hello("example.org"));
        assertThat(nobody.atEnd()).isTrue();
      }
    }
  }

  @Test
  @DisplayName("UA-16 every host has its own certificate, chosen by the name its client asks for")
  void certificatesAreChosenByServerName() throws Exception {
    try (Backend backend = Backend.saying("x");
        Proxy proxy = new Proxy()) {
      proxy.apply(
          ProxyModel.of(
              "1",
              List.of(
                  Proxy.listener("http", FilterChain.any(manager()))
                      .withChains(
                          PATIENT,
                          List.of(
                              terminating("a.example.com", "a.example.com"),
                              terminating("*.example.org", "b.example.org")),
                          Optional.empty())),
              List.of(Proxy.cluster("http", backend))));

      // When / Then
      assertThat(OpenSslClient.get(proxy.address("http"), "-servername", "a.example.com"))
          .contains("subject=CN = a.example.com", "HTTP/1.1 200");
      assertThat(OpenSslClient.get(proxy.address("http"), "-servername", "B.example.org"))
          .contains("subject=CN = b.example.org", "HTTP/1.1 200");
      assertThat(OpenSslClient.get(proxy.address("http"), "-noservername"))
          .doesNotContain("subject=");
    }
  }

  private static Backend echo() throws IOException {
    return Backend.scripted(
        (self, in, out) -> {
          byte[] buffer = new byte[4096];
          for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
          }
        });
  }

  private static Proxy detecting(Detection detection, Cluster... clusters) throws Exception {
    Proxy proxy = new Proxy();
    FilterChain http =
        new FilterChain(
            "http",
            FilterChainMatch.applicationProtocols("http/1.0", "http/1.1", "h2c"),
            manager());
    FilterChain rest = FilterChain.any(TcpProxy.to("tcp", "tcp"));
    proxy.apply(
        ProxyModel.of(
            "1",
            List.of(
                Proxy.listener("http", rest)
                    .withChains(detection, List.of(http), Optional.of(rest))),
            List.of(clusters)));
    return proxy;
  }

  private static FilterChain passing(String cluster, FilterChainMatch match) {
    return new FilterChain(cluster, match, TcpProxy.to(cluster, cluster));
  }

  private static FilterChain terminating(String match, String host) {
    return new FilterChain(host, FilterChainMatch.serverNames(match), manager())
        .withTls(
            DownstreamTls.of(
                TlsParameters.trusting(new TlsTrust.Anyone())
                    .withCertificate(PUBLIC.forHost(host).model())));
  }

  private static HttpConnectionManager manager() {
    return HttpConnectionManager.of(
        "http",
        new RouteTable(
            "http",
            List.of(
                new VirtualHost(
                    "all", List.of("*"), List.of(Route.of(RouteMatch.ANY, Forward.to("http")))))));
  }
}
