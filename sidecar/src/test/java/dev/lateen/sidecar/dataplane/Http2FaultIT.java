package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.FaultPolicy;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.Fraction;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteMatch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Faults as clients by HTTP/2 see them. */
class Http2FaultIT {
  private static final int REFUSED_STREAM = 7;

  @Test
  @DisplayName(
      "TM-073 a stream is reset with the error that the rule names, and the connection lives on")
  void aStreamIsReset() throws Exception {
    // Given
    var abort =
        new FaultPolicy.Abort(
            new FaultPolicy.Reset(REFUSED_STREAM), Fraction.ALL, Optional.empty());
    var route =
        Route.of(RouteMatch.ANY, Forward.to("a"))
            .withFault(new FaultPolicy(Optional.empty(), Optional.of(abort)));
    try (Backend backend = Backend.saying("x");
        Proxy proxy = Proxy.http(List.of(route), Proxy.cluster("a", backend));
        H2Peer client = H2Peer.client(proxy.address("http"))) {
      for (int stream = 1; stream <= 3; stream += 2) {
        // When
        client.request(stream, true, "GET", "/");

        // Then
        assertThat(client.await(H2Peer.RST_STREAM, stream).error()).isEqualTo(REFUSED_STREAM);
      }
      assertThat(backend.requests).isEmpty();
    }
  }
}
