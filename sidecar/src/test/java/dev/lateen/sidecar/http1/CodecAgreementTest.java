package dev.lateen.sidecar.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random messages that are in order: this codec and Netty's read and write the same. */
class CodecAgreementTest {
  private static final MessageLimits LIMITS = new MessageLimits(4096, 8192, 100);

  static IntStream seeds() {
    return IntStream.range(0, 400);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void readsRequestsAsNettyDoes(int seed) {
    // Given
    Random random = new Random(seed);
    StringBuilder wire = new StringBuilder();
    for (int i = 0; i <= random.nextInt(4); i++) {
      wire.append(RandomMessages.request(random));
    }
    // When
    List<String> netty = read(new HttpRequestDecoder(), wire.toString(), new Random(seed));
    List<String> own = read(new ServerCodec(LIMITS), wire.toString(), new Random(seed + 1L));
    // Then
    assertThat(own).isEqualTo(netty);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void readsResponsesAsNettyDoes(int seed) {
    // Given
    String wire = RandomMessages.response(new Random(seed));
    // When
    List<String> netty = read(new HttpResponseDecoder(), wire, new Random(seed));
    List<String> own = read(new ClientCodec(LIMITS), wire, new Random(seed + 1L));
    // Then
    assertThat(own).isEqualTo(netty);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void writesWhatItRead(int seed) {
    // Given
    Random random = new Random(seed);
    String request = RandomMessages.request(random);
    String response = RandomMessages.response(random);
    // When
    String sentOn = pass(new ServerCodec(LIMITS), new ClientCodec(LIMITS), request, random);
    String sentBack = pass(new ClientCodec(LIMITS), new ServerCodec(LIMITS), response, random);
    // Then
    assertThat(read(new HttpRequestDecoder(), sentOn, new Random(seed)))
        .isEqualTo(read(new HttpRequestDecoder(), request, new Random(seed)));
    assertThat(read(new HttpResponseDecoder(), sentBack, new Random(seed)))
        .isEqualTo(read(new HttpResponseDecoder(), response, new Random(seed)));
  }

  private static String pass(
      ChannelHandler reading, ChannelHandler writing, String wire, Random random) {
    EmbeddedChannel out = new EmbeddedChannel(writing);
    feed(reading, wire, random, part -> out.writeOneOutbound(part, out.voidPromise()));
    out.flushOutbound();
    StringBuilder written = new StringBuilder();
    for (ByteBuf bytes = out.readOutbound(); bytes != null; bytes = out.readOutbound()) {
      written.append(bytes.toString(StandardCharsets.ISO_8859_1));
      bytes.release();
    }
    return written.toString();
  }

  private static List<String> read(ChannelHandler codec, String wire, Random random) {
    List<String> messages = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    feed(
        codec,
        wire,
        random,
        part -> {
          if (part instanceof HttpMessage message) {
            messages.add(describe(message));
          }
          if (part instanceof HttpContent content) {
            body.append(content.content().toString(StandardCharsets.ISO_8859_1));
            content.release();
          }
          if (part instanceof LastHttpContent last) {
            messages.add(body + " " + last.trailingHeaders().entries());
            body.setLength(0);
          }
        });
    return messages;
  }

  private static void feed(ChannelHandler codec, String wire, Random random, Consumer<Object> use) {
    EmbeddedChannel channel = new EmbeddedChannel(codec);
    if (codec instanceof ClientCodec) {
      channel.writeOneOutbound(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
      channel.releaseOutbound();
    }
    byte[] bytes = wire.getBytes(StandardCharsets.ISO_8859_1);
    int at = 0;
    while (at < bytes.length) {
      int length = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 4 : 2000));
      channel.writeInbound(Unpooled.copiedBuffer(bytes, at, length));
      at += length;
    }
    channel.finish();
    for (Object part = channel.readInbound(); part != null; part = channel.readInbound()) {
      use.accept(part);
    }
  }

  private static String describe(HttpMessage message) {
    List<Map.Entry<String, String>> headers = message.headers().entries();
    return switch (message) {
      case HttpRequest request -> request.method() + " " + request.uri() + " " + headers;
      case HttpResponse response -> response.status() + " " + headers;
      default -> throw new AssertionError(message);
    };
  }
}
