package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Discovery;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that go to the host they name, which no model knows. */
class RequestedHostsIT {
  private static Proxy proxy(int maxHosts) throws Exception {
    return Proxy.http(
        List.of(Route.of(RouteMatch.ANY, Forward.to("any"))),
        Cluster.of("any", new Discovery.Requested(Duration.ofMinutes(1), maxHosts)));
  }

  private static Wire.Message get(Client client, String authority) throws Exception {
    return client
        .send("GET http://" + authority + "/ HTTP/1.1\r\nHost: " + authority + "\r\n\r\n")
        .read();
  }

  @Test
  @DisplayName("UA-04 requests to hosts that nobody knows go to the address that their name has")
  void namesAreResolved() throws Exception {
    try (Backend one = Backend.saying("one");
        Backend two = Backend.saying("two");
        Proxy proxy = proxy(1);
        Client client = proxy.client()) {
      for (int i = 0; i < 3; i++) {
        // When, then: also where only one name is remembered
        assertThat(get(client, "localhost:" + one.port()).body()).isEqualTo("one");
        assertThat(get(client, "127.0.0.1:" + two.port()).body()).isEqualTo("two");
      }
      assertThat(one.connections).hasValue(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-host.invalid", "localhost:0", "localhost:99999", "localhost:x"})
  @DisplayName("UA-04 a host that cannot be found is answered with 503")
  void unknownNames(String authority) throws Exception {
    try (Proxy proxy = proxy(8);
        Client client = proxy.client()) {
      assertThat(get(client, authority).status()).isIn(400, 503);
    }
  }
}
