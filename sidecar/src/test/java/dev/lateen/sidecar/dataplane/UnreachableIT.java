package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Endpoints that are known and not there. */
class UnreachableIT {
  private static final List<Route> TO_A = List.of(Route.of(RouteMatch.ANY, Forward.to("a")));

  @Test
  @DisplayName(
      "UA-06 S-09 a request that finds no connection goes to another endpoint, whatever its method")
  void asksAnotherEndpoint() throws Exception {
    // Given one endpoint of three
    try (Backend there = Backend.saying("there");
        Proxy proxy = Proxy.http(TO_A, cluster(closedPort(), closedPort(), there.port()));
        Client client = proxy.client()) {
      for (int i = 0; i < 30; i++) {
        // When
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody");

        // Then
        assertThat(client.read().body()).isEqualTo("there");
      }
      assertThat(there.requests).hasSize(30);
      assertThat(there.requests.getLast().body()).isEqualTo("body");
    }
  }

  @Test
  @DisplayName("TM-068 a request that finds no endpoint to connect to is answered with 503")
  void givesUpWhenNoneIsThere() throws Exception {
    try (Proxy proxy = Proxy.http(TO_A, cluster(closedPort(), closedPort(), closedPort()));
        Client client = proxy.client()) {
      assertThat(client.get("/").status()).isEqualTo(503);
      assertThat(client.get("/").status()).isEqualTo(503);
    }
  }

  private static Cluster cluster(int... ports) {
    return Cluster.of(
        "a", Arrays.stream(ports).mapToObj(port -> Endpoint.of("127.0.0.1", port)).toList());
  }

  private static int closedPort() throws Exception {
    try (Backend closed = Backend.saying("x")) {
      return closed.port();
    }
  }
}
