package dev.lateen.sidecar.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FlatHeadersTest {
  private static final String LINES =
      "Host: a\r\nX-A:  1\r\nAccept: */*\r\nx-a: 2\r\nX-B: 3\r\n\r\n";

  private static FlatHeaders received() {
    byte[] head = LINES.getBytes(StandardCharsets.ISO_8859_1);
    FieldList fields = new FieldList(head, 2);
    FieldParser.parse(head, 0, fields, false);
    return new FlatHeaders(fields);
  }

  private static String written(FlatHeaders headers) {
    ByteBuf out = Unpooled.buffer();
    headers.write(out);
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  void findsWithoutCase() {
    HttpHeaders headers = received();
    assertThat(headers.get("HOST")).isEqualTo("a");
    assertThat(headers.getAll("x-A")).containsExactly("1", "2");
    assertThat(headers.contains("X-C")).isFalse();
    assertThat(headers.get("X-C")).isNull();
    assertThat(headers.containsValue("accept", "*/*", false)).isTrue();
    assertThat(headers.size()).isEqualTo(5);
    assertThat(headers.names()).containsExactly("Host", "X-A", "Accept", "x-a", "X-B");
  }

  @Test
  void writesWhatWasReceivedInOrderAndCase() {
    assertThat(written(received()))
        .isEqualTo("Host: a\r\nX-A: 1\r\nAccept: */*\r\nx-a: 2\r\nX-B: 3\r\n");
  }

  @Test
  void setsInPlaceAndRemovesTheOthers() {
    FlatHeaders headers = received();
    // When
    headers.set("X-a", "9").remove("accept").add("X-C", 7);
    // Then
    assertThat(written(headers)).isEqualTo("Host: a\r\nX-a: 9\r\nX-B: 3\r\nX-C: 7\r\n");
    assertThat(headers.getInt("x-c")).isEqualTo(7);
    assertThat(headers.size()).isEqualTo(4);
    assertThat(headers.entries()).hasSize(4);
  }

  @Test
  void findsAgainWhatIsAddedAfterItWasRemoved() {
    FlatHeaders headers = received();
    headers.remove("X-B").add("X-B", "4");
    assertThat(headers.getAll("x-b")).containsExactly("4");
    headers.clear();
    assertThat(headers.isEmpty()).isTrue();
    assertThat(written(headers)).isEmpty();
  }

  @Test
  void copiesAreIndependent() {
    FlatHeaders headers = received();
    HttpHeaders copy = headers.copy();
    copy.set("Host", "b");
    headers.remove("X-B");
    assertThat(headers.get("Host")).isEqualTo("a");
    assertThat(copy.get("X-B")).isEqualTo("3");
  }

  @Test
  void takesNothingThatCouldEndALine() {
    HttpHeaders headers = received();
    assertThatThrownBy(() -> headers.set("X-A", "b\r\nX-C: d"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> headers.add("X-A: b\r\nX-C", "d"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> headers.add("", "d")).isInstanceOf(IllegalArgumentException.class);
  }
}
