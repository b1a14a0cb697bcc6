package dev.lateen.sidecar.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.Sniffed;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpStartTest {
  @Test
  void aRequestLineTellsItsVersion() {
    assertThat(look("GET / HTTP/1.1\r\n")).isEqualTo(new Look.Seen(Sniffed.http("http/1.1")));
    assertThat(look("POST http://a/b HTTP/1.0\n"))
        .isEqualTo(new Look.Seen(Sniffed.http("http/1.0")));
    assertThat(look("M-SEARCH * HTTP/1.1\r\nHost: x"))
        .isEqualTo(new Look.Seen(Sniffed.http("http/1.1")));
  }

  @Test
  void thePrefaceOfHttp2IsWaitedForToItsEnd() {
    assertThat(look("PRI * HTTP/2.0\r\n\r\nSM\r\n\r")).isEqualTo(new Look.Undecided());
    assertThat(look("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"))
        .isEqualTo(new Look.Seen(Sniffed.http("h2c")));
    assertThat(look("PRI * HTTP/2.0\r\n\r\nXX")).isEqualTo(new Look.Nothing());
  }

  @ParameterizedTest
  @ValueSource(strings = {"G", "GET", "GET ", "GET /", "GET / HTTP/1.1", "PR", "PRI * HTT"})
  void aBeginningIsNotBelievedEitherWay(String beginning) {
    assertThat(look(beginning)).isEqualTo(new Look.Undecided());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET key\r\n", // Redis, inline
        "OPTIONS rtsp://a RTSP/1.0\r\n",
        "INVITE sip:a SIP/2.0\r\n",
        "EHLO mail\r\n",
        "*1\r\n$4\r\nPING\r\n",
        "get / http/1.1\r\n",
        " / HTTP/1.1\r\n",
        "\u0000\u0001",
        "AVERYLONGWORDTHATISNOMETHODOFANYBODY "
      })
  void otherProtocolsAreNotTakenForHttp(String bytes) {
    assertThat(look(bytes)).isEqualTo(new Look.Nothing());
  }

  @Test
  void aLineThatIsTooLongToWaitForIsJudgedByItsTarget() {
    assertThat(look("GET /" + "x".repeat(9_000)))
        .isEqualTo(new Look.Seen(Sniffed.http("http/1.1")));
    assertThat(look("GET " + "x".repeat(9_000))).isEqualTo(new Look.Nothing());
  }

  private static Look look(String bytes) {
    return HttpStart.look(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
  }
}
