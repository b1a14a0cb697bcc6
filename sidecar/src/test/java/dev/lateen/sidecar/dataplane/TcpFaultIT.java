package dev.lateen.sidecar.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lateen.sidecar.model.Cluster;
import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.Fraction;
import dev.lateen.sidecar.model.TcpFault;
import dev.lateen.sidecar.model.TcpFault.Terminate;
import dev.lateen.sidecar.model.TcpFault.Throttle;
import dev.lateen.sidecar.model.TcpProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TcpFaultIT {
  private static final int BYTES = 20_000;

  @Test
  @DisplayName("TM-079 a terminated connection fails as if its endpoint had crashed")
  void aConnectionIsResetBeforeItReachesAnEndpoint() throws Exception {
    try (Backend backend = sending(10);
        Proxy proxy = proxy(terminate(1, Duration.ZERO), backend)) {
      // When / Then
      assertThatThrownBy(() -> read(proxy)).isInstanceOf(SocketException.class);
      assertThat(backend.connections).hasValue(0);
    }
  }

  @Test
  @DisplayName("TM-078 a share of the connections is terminated after its period, others live on")
  void aShareIsResetAfterAPeriod() throws Exception {
    try (Backend backend = Backend.scripted((self, in, out) -> in.transferTo(out));
        Proxy proxy = proxy(terminate(0.5, Duration.ofMillis(100)), backend)) {
      int reset = 0;
      for (int i = 0; i < 8; i++) {
        try (Client client = proxy.client()) {
          client.send("a");
          assertThat(client.in.read()).isEqualTo('a');
          client.socket.setSoTimeout(1_000);
          reset += isReset(client) ? 1 : 0;
        }
      }
      assertThat(reset).isBetween(2, 6);
    }
  }

  @Test
  @DisplayName(
      "TM-078 a throttled connection takes the time its rate needs, the other way does not")
  void bytesToTheClientComeNoFasterThanTheLimit() throws Exception {
    // Given: 20,000 bytes at 160 kbit/s take a second
    Throttle slow = new Throttle(Fraction.ALL, 160_000, 0, Duration.ZERO, 0, Duration.ZERO);
    try (Backend backend = sending(BYTES);
        Proxy proxy = proxy(new TcpFault(Optional.of(slow), Optional.empty()), backend);
        Client client = proxy.client()) {
      // When
      long start = System.nanoTime();
      byte[] received = client.in.readNBytes(BYTES);

      // Then
      assertThat(received).hasSize(BYTES);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(700));
    }
  }

  @Test
  @DisplayName("TM-078 throttling begins after a number of bytes and ends after its period")
  void throttlingHasABeginningAndAnEnd() throws Exception {
    // Given: were it not for the end, the rest would take 160 s
    Throttle slow =
        new Throttle(Fraction.ALL, 1_000, 0, Duration.ZERO, BYTES / 2, Duration.ofMillis(300));
    try (Backend backend = sending(BYTES);
        Proxy proxy = proxy(new TcpFault(Optional.of(slow), Optional.empty()), backend);
        Client client = proxy.client()) {
      // When / Then
      assertThat(client.in.readNBytes(BYTES)).hasSize(BYTES);
      assertThat(client.atEnd()).isTrue();
    }
  }

  @Test
  @DisplayName("TM-165 another endpoint is tried when one cannot be connected")
  void anotherEndpointIsTried() throws Exception {
    int closed;
    try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = gone.getLocalPort();
    }
    try (Backend backend = sending(3);
        Proxy proxy = new Proxy()) {
      proxy.apply(
          Proxy.model(
              "1",
              TcpProxy.to("tcp", "c").withMaxConnectAttempts(2),
              Cluster.of(
                  "c",
                  List.of(
                      Endpoint.of("127.0.0.1", closed),
                      Endpoint.of("127.0.0.1", backend.port())))));
      for (int i = 0; i < 4; i++) {
        try (Client client = proxy.client()) {
          assertThat(client.in.readNBytes(3)).hasSize(3);
        }
      }
    }
  }

  private static int read(Proxy proxy) throws Exception {
    try (Client client = proxy.client()) {
      return client.in.read();
    }
  }

  private static boolean isReset(Client client) throws IOException {
    try {
      client.in.read();
      return false;
    } catch (java.net.SocketTimeoutException alive) {
      return false;
    } catch (SocketException reset) {
      return true;
    }
  }

  private static TcpFault terminate(double share, Duration after) {
    return new TcpFault(Optional.empty(), Optional.of(new Terminate(new Fraction(share), after)));
  }

  private static Backend sending(int bytes) throws IOException {
    return Backend.scripted((self, in, out) -> out.write(new byte[bytes]));
  }

  private static Proxy proxy(TcpFault fault, Backend backend) throws Exception {
    Proxy proxy = new Proxy();
    proxy.apply(
        Proxy.model("1", TcpProxy.to("tcp", "c").withFault(fault), Proxy.cluster("c", backend)));
    return proxy;
  }
}
