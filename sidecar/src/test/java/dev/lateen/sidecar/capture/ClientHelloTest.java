package dev.lateen.sidecar.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.sidecar.model.Sniffed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ClientHelloTest {
  @Test
  void tellsNameAndProtocols() throws Exception {
    assertThat(ClientHello.look(Unpooled.wrappedBuffer(TestHellos.hello("Example.COM", "h2"))))
        .isEqualTo(new Look.Seen(Sniffed.tls(Optional.of("example.com"), List.of("h2"))));
  }

  @Test
  void everyBeginningIsUndecided() throws Exception {
    byte[] hello = TestHellos.hello("example.com", "h2", "http/1.1");
    for (int length = 1; length < hello.length; length++) {
      assertThat(ClientHello.look(Unpooled.wrappedBuffer(hello, 0, length)))
          .isEqualTo(new Look.Undecided());
    }
  }

  @Test
  void aHelloInManyRecordsIsPutTogether() throws Exception {
    // Given
    byte[] hello = TestHellos.hello("example.com", "h2");
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (int i = 5; i < hello.length; i++) {
      records.write(new byte[] {22, 3, 1, 0, 1, hello[i]});
    }

    // When / Then
    assertThat(ClientHello.look(Unpooled.wrappedBuffer(records.toByteArray())))
        .isEqualTo(new Look.Seen(Sniffed.tls(Optional.of("example.com"), List.of("h2"))));
  }

  @Test
  void aHelloThatIsTooLargeIsRefusedBeforeItIsThere() {
    assertThat(ClientHello.look(Unpooled.wrappedBuffer(new byte[] {22, 3, 1, 64, 0, 1, 1, 0, 0})))
        .isEqualTo(new Look.Refused());
  }

  @Property
  void noBytesMakeItFail(@ForAll @Size(min = 1, max = 300) byte[] noise) {
    ClientHello.look(Unpooled.wrappedBuffer(noise));
  }

  @Property
  void noDamageMakesItFail(@ForAll @IntRange(min = 5, max = 180) int position, @ForAll byte damage)
      throws Exception {
    // Given
    byte[] hello = TestHellos.hello("example.com", "h2");
    hello[position] = damage;
    ByteBuf bytes = Unpooled.wrappedBuffer(hello);

    // When
    ClientHello.look(bytes);

    // Then
    assertThat(bytes.readableBytes()).isEqualTo(hello.length);
  }
}
