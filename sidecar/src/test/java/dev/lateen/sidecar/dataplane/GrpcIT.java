package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.DirectResponse;
import dev.lateen.sidecar.model.FaultPolicy;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.ForwardBuilder;
import dev.lateen.sidecar.model.Fraction;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What callers of gRPC get from the proxy itself. */
class GrpcIT {
  private static final String CALL = "content-type: application/grpc";
  private static final List<Route> NEVER_LATE =
      List.of(Route.of(RouteMatch.ANY, ForwardBuilder.to("a").withTimeout(Duration.ZERO).build()));

  /** An endpoint that begins a response, if at all, and never ends it. */
  private static H2Backend silent(boolean begins) throws Exception {
    return new H2Backend(
        (self, peer) -> {
          self.requests.add(peer.await(H2Peer.HEADERS, 1));
          if (begins) {
            peer.headers(1, false, ":status: 200", CALL).data(1, "part", false);
          }
          self.requests.add(peer.await(H2Peer.RST_STREAM, 1));
          peer.atEnd();
        });
  }

  private static H2Peer.Frame call(Proxy proxy, String... more) throws Exception {
    try (H2Peer client = H2Peer.client(proxy.address("http"))) {
      String[] fields = java.util.Arrays.copyOf(more, more.length + 1);
      fields[more.length] = CALL;
      client.request(1, true, "POST", "/a.Service/Call", fields);
      return client.await(H2Peer.HEADERS, 1);
    }
  }

  private static void assertTrailersOnly(H2Peer.Frame head, String status) {
    assertThat(head.ends()).isTrue();
    assertThat(head.field(":status")).isEqualTo("200");
    assertThat(head.field("content-type")).isEqualTo("application/grpc");
    assertThat(head.field("grpc-status")).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "400,13", "401,16", "403,7", "404,12", "429,14", "502,14", "503,14", "504,14", "418,2"
  })
  @DisplayName("TM-163 callers of gRPC get the proxy's own answers as a status of gRPC")
  void answersOfTheProxyAreStatuses(int http, String status) throws Exception {
    // Given
    Route route = Route.of(RouteMatch.ANY, new DirectResponse(http, "50 % ärger"));
    try (Proxy proxy = Proxy.http(List.of(route))) {
      // When
      H2Peer.Frame head = call(proxy);

      // Then
      assertTrailersOnly(head, status);
      assertThat(head.field("grpc-message")).isEqualTo("50 %25 %C3%A4rger");
    }
  }

  @Test
  @DisplayName("TM-163 a call that finds no route or no endpoint ends with a status of gRPC")
  void failuresAreStatuses() throws Exception {
    try (Proxy nowhere = Proxy.http(List.of());
        Proxy empty =
            Proxy.http(
                List.of(Route.of(RouteMatch.ANY, Forward.to("a"))), Cluster.of("a", List.of()))) {
      assertTrailersOnly(call(nowhere), "12");
      H2Peer.Frame unavailable = call(empty);
      assertTrailersOnly(unavailable, "14");
      assertThat(unavailable.field("grpc-message")).isEqualTo("no healthy upstream");
    }
  }

  @Test
  @DisplayName("TM-072 TM-073 a fault's HTTP status reaches a caller of gRPC as a status of gRPC")
  void faultsAreStatuses() throws Exception {
    Route route =
        Route.of(RouteMatch.ANY, Forward.to("a"))
            .withFault(FaultPolicy.abort(503, Fraction.percent(100)));
    try (Proxy proxy = Proxy.http(List.of(route), Cluster.of("a", List.of()))) {
      H2Peer.Frame head = call(proxy);
      assertTrailersOnly(head, "14");
      assertThat(head.field("grpc-message")).isEqualTo("fault filter abort");
    }
  }

  @Test
  @DisplayName("TM-163 a call ends when its caller's grpc-timeout is over")
  void theCallersTimeoutBoundsTheCall() throws Exception {
    // Given
    try (H2Backend backend = silent(false);
        Proxy proxy = Proxy.http(NEVER_LATE, Http2IT.http2(backend))) {
      // When
      H2Peer.Frame head = call(proxy, "grpc-timeout: 50m");

      // Then
      assertTrailersOnly(head, "4");
      assertThat(head.field("grpc-message")).isEqualTo("upstream request timeout");
      org.awaitility.Awaitility.await().until(() -> backend.requests.size() == 2);
      assertThat(backend.requests.getFirst().field("grpc-timeout")).isEqualTo("50m");
    }
  }

  @Test
  @DisplayName("TM-060 TM-163 a route's time that is shorter than the caller's ends the call")
  void theShorterOfBothTimesCounts() throws Exception {
    Route route =
        Route.of(RouteMatch.ANY, ForwardBuilder.to("a").withTimeout(Duration.ofMillis(50)).build());
    try (H2Backend backend = silent(false);
        Proxy proxy = Proxy.http(List.of(route), Http2IT.http2(backend))) {
      assertTrailersOnly(call(proxy, "grpc-timeout: 1H"), "4");
    }
  }

  @Test
  @DisplayName("TM-163 a response under way ends with DEADLINE_EXCEEDED in its trailers")
  void aResponseUnderWayIsEndedByTrailers() throws Exception {
    // Given
    try (H2Backend backend = silent(true);
        Proxy proxy = Proxy.http(NEVER_LATE, Http2IT.http2(backend));
        H2Peer client = H2Peer.client(proxy.address("http"))) {
      // When
      client.request(1, true, "POST", "/", CALL, "grpc-timeout: 100000u");

      // Then
      assertThat(client.await(H2Peer.HEADERS, 1).ends()).isFalse();
      H2Peer.Frame trailers = client.await(H2Peer.HEADERS, 1);
      assertThat(trailers.ends()).isTrue();
      assertThat(trailers.field("grpc-status")).isEqualTo("4");
    }
  }

  @ParameterizedTest
  @CsvSource({"5", "m", "-1m", "123456789m", "1x"})
  void aTimeoutThatCannotBeReadIsPassedOn(String timeout) throws Exception {
    try (H2Backend backend = H2Backend.saying("x");
        Proxy proxy = Proxy.http(NEVER_LATE, Http2IT.http2(backend))) {
      H2Peer.Frame head = call(proxy, "grpc-timeout: " + timeout);
      assertThat(head.field("x-backend")).isEqualTo("h2");
      assertThat(backend.requests.getFirst().field("grpc-timeout")).isEqualTo(timeout);
    }
  }
}
