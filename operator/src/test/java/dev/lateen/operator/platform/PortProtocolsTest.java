package dev.lateen.operator.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.operator.platform.model.Protocol;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortProtocolsTest {

  @ParameterizedTest
  @CsvSource({
    "http, HTTP",
    "http-web, HTTP",
    "http2, HTTP2",
    "http2-web, HTTP2",
    "http2foo, UNKNOWN",
    "httpfoo, UNKNOWN",
    "grpc-api, GRPC",
    "https, HTTPS",
    "tls-db, HTTPS",
    "mongo, TCP",
    "redis-cache, TCP",
    "web, UNKNOWN",
    "'', UNKNOWN"
  })
  void nameSaysTheProtocolUpToTheFirstHyphen(String name, Protocol expected) {
    // When
    var protocol = PortProtocols.detect("TCP", Optional.empty(), name, 9080);

    // Then
    assertThat(protocol).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "http, tcp, HTTP",
    "kubernetes.io/h2c, http, HTTP2",
    "kubernetes.io/ws, tcp, HTTP",
    "kubernetes.io/wss, http, HTTPS",
    "tcp, http, TCP",
    "GRPC, http, GRPC",
    "example.com/own, http, HTTP",
    "example.com/own, own, UNKNOWN"
  })
  void appProtocolComesBeforeTheNameWhereItIsKnown(
      String appProtocol, String name, Protocol expected) {
    // When
    var protocol = PortProtocols.detect("TCP", Optional.of(appProtocol), name, 9080);

    // Then
    assertThat(protocol).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"UDP", "SCTP"})
  void otherTransportsAreNotCarriedWhateverTheyAreCalled(String transport) {
    // When
    var protocol = PortProtocols.detect(transport, Optional.of("http"), "http", 9080);

    // Then
    assertThat(protocol).isEqualTo(Protocol.UDP);
  }

  @ParameterizedTest
  @CsvSource({"25", "3306"})
  void portsWhereTheServerSpeaksFirstAreNotWaitedAt(int port) {
    // When
    var protocol = PortProtocols.detect("TCP", Optional.empty(), "", port);

    // Then
    assertThat(protocol).isEqualTo(Protocol.TCP);
  }
}
