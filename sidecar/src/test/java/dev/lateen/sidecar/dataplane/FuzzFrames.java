package dev.lateen.sidecar.dataplane;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Frames of HTTP/2 at random: most could be meant, some bytes are changed afterwards. */
final class FuzzFrames {
  private static final List<String> REQUESTS =
      List.of(
          ":method: GET|:scheme: http|:path: /|:authority: a",
          ":method: POST|:scheme: http|:path: /|:authority: a|content-length: 5",
          ":method: HEAD|:scheme: http|:path: /x|:authority: a|te: trailers",
          ":method: POST|:scheme: http|:path: /h2|:authority: a|content-type: application/grpc",
          ":method: GET|:scheme: http|:path: /h2|:authority: a|cookie: a=b|cookie: c=d",
          ":method: POST|:scheme: http|:path: /h2|:authority: a|grpc-timeout: 50m|expect: x",
          ":method: CONNECT|:protocol: websocket|:scheme: http|:path: /h2|:authority: a",
          ":method: CONNECT|:authority: a:1",
          ":status: 200|x-a: b",
          "x-end: y");
  private static final List<String> RESPONSES =
      List.of(
          ":status: 200|content-length: 5",
          ":status: 200",
          ":status: 103|link: a",
          ":status: 100",
          ":status: 204",
          ":status: 304|content-length: 7",
          ":status: 101",
          ":status: 503|grpc-status: 14",
          "grpc-status: 0",
          ":method: GET|:path: /");
  private static final int LARGEST = 16_384;

  private final Random random;
  private final List<String> heads;
  private final boolean fromClient;
  private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
  private int stream = 1;

  FuzzFrames(Random random, boolean fromClient) {
    this.random = random;
    this.fromClient = fromClient;
    this.heads = fromClient ? REQUESTS : RESPONSES;
  }

  /** How a client begins, most times. */
  byte[] greeting() {
    ByteBuf out = Unpooled.buffer();
    out.writeCharSequence(fromClient ? H2Peer.PREFACE : "", StandardCharsets.US_ASCII);
    frame(out, H2Peer.SETTINGS, 0, 0, new byte[0]);
    return ByteBufUtil.getBytes(out);
  }

  /** Some frames. */
  byte[] next() throws IOException {
    ByteBuf out = Unpooled.buffer();
    for (int i = random.nextInt(10); i >= 0; i--) {
      frame(out);
    }
    return random.nextInt(3) == 0 ? mutated(ByteBufUtil.getBytes(out)) : ByteBufUtil.getBytes(out);
  }

  private void frame(ByteBuf out) throws IOException {
    int kind = random.nextInt(20);
    int flags = random.nextInt(4) == 0 ? random.nextInt(256) : random.nextInt(2);
    if (kind < 8) {
      stream = fromClient ? stream + 2 * random.nextInt(2) : 1 + 2 * random.nextInt(4);
      int ends = random.nextInt(6) == 0 ? 0 : H2Peer.END_HEADERS;
      frame(out, H2Peer.HEADERS, ends | random.nextInt(2), stream, block());
    } else if (kind < 13) {
      frame(out, H2Peer.DATA, flags, anyStream(), octets(random.nextInt(20)));
    } else if (kind == 13) {
      frame(out, H2Peer.DATA, 0, anyStream(), octets(random.nextInt(LARGEST + 10)));
    } else if (kind == 14) {
      frame(out, H2Peer.SETTINGS, 0, 0, settings());
    } else if (kind == 15) {
      frame(out, H2Peer.WINDOW_UPDATE, 0, random.nextInt(2) * anyStream(), octets(4));
    } else if (kind == 16) {
      frame(out, H2Peer.RST_STREAM, 0, anyStream(), new byte[] {0, 0, 0, 8});
    } else if (kind == 17) {
      frame(out, H2Peer.PING, flags & 1, 0, octets(8));
    } else if (kind == 18) {
      frame(out, H2Peer.CONTINUATION, H2Peer.END_HEADERS, stream, block());
    } else {
      frame(out, random.nextInt(12), flags, anyStream(), octets(random.nextInt(12)));
    }
  }

  private int anyStream() {
    return random.nextInt(5) == 0 ? random.nextInt(12) : stream;
  }

  private byte[] settings() {
    ByteBuf pairs = Unpooled.buffer();
    for (int i = random.nextInt(3); i >= 0; i--) {
      pairs.writeShort(random.nextInt(10)).writeInt(random.nextInt(1 << (1 + random.nextInt(30))));
    }
    return ByteBufUtil.getBytes(pairs);
  }

  private byte[] octets(int length) {
    byte[] octets = new byte[length];
    random.nextBytes(octets);
    return octets;
  }

  private byte[] block() throws IOException {
    Http2Headers fields = new DefaultHttp2Headers(false);
    for (String field : heads.get(random.nextInt(heads.size())).split("\\|")) {
      int colon = field.indexOf(": ", 1);
      fields.add(field.substring(0, colon), field.substring(colon + 2));
    }
    ByteBuf block = Unpooled.buffer();
    try {
      encoder.encodeHeaders(1, fields, block);
    } catch (Http2Exception e) {
      throw new IOException(e);
    }
    return ByteBufUtil.getBytes(block);
  }

  private static void frame(ByteBuf out, int type, int flags, int stream, byte[] payload) {
    out.writeMedium(payload.length).writeByte(type).writeByte(flags).writeInt(stream);
    out.writeBytes(payload);
  }

  private byte[] mutated(byte[] bytes) {
    ByteBuf out = Unpooled.buffer();
    int at = random.nextInt(bytes.length);
    int end = Math.min(bytes.length, at + 1 + random.nextInt(12));
    switch (random.nextInt(3)) {
      case 0 -> out.writeBytes(bytes).setByte(at, random.nextInt(256));
      case 1 -> out.writeBytes(bytes, 0, at).writeBytes(bytes, end, bytes.length - end);
      default -> out.writeBytes(bytes, 0, end).writeBytes(bytes, at, bytes.length - at);
    }
    return ByteBufUtil.getBytes(out);
  }
}
