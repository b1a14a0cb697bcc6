package dev.lateen.sidecar.dataplane;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * One end of an HTTP/2 connection over a raw socket, whose every frame a test decides; only the
 * compression is a library's. Reading gives up after ten seconds.
 */
final class H2Peer implements AutoCloseable {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;
  static final int END_STREAM = 1;
  static final int ACK = 1;
  static final int END_HEADERS = 4;
  static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  final Socket socket;
  private final DataInputStream in;
  private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
  private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false, 1 << 20);
  private final ArrayDeque<Frame> passedOver = new ArrayDeque<>();

  /** A frame as read; fields where it has any. */
  record Frame(int type, int flags, int stream, byte[] payload, Http2Headers fields) {
    boolean ends() {
      return (flags & END_STREAM) != 0;
    }

    String text() {
      return new String(payload, StandardCharsets.ISO_8859_1);
    }

    String field(String name) {
      CharSequence value = fields.get(name);
      return value == null ? "" : value.toString();
    }

    /** Error code of RST_STREAM or GOAWAY. */
    int error() {
      return Unpooled.wrappedBuffer(payload).getInt(type == GOAWAY ? 4 : 0);
    }

    int number(int at) {
      return Unpooled.wrappedBuffer(payload).getInt(at);
    }
  }

  H2Peer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(10_000);
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  /** A client that has sent its preface and settings, in pairs of identifier and value. */
  static H2Peer client(InetSocketAddress address, int... settings) throws IOException {
    Socket socket = new Socket();
    socket.connect(address, 5_000);
    H2Peer peer = new H2Peer(socket);
    socket.getOutputStream().write(PREFACE.getBytes(StandardCharsets.US_ASCII));
    return peer.settings(settings);
  }

  /** A server that has read the preface and sent its settings. */
  static H2Peer server(Socket socket, int... settings) throws IOException {
    H2Peer peer = new H2Peer(socket);
    byte[] preface = peer.in.readNBytes(PREFACE.length());
    if (!Arrays.equals(preface, PREFACE.getBytes(StandardCharsets.US_ASCII))) {
      throw new IOException("no preface: " + new String(preface, StandardCharsets.ISO_8859_1));
    }
    return peer.settings(settings);
  }

  H2Peer settings(int... pairs) throws IOException {
    ByteBuf payload = Unpooled.buffer();
    for (int i = 0; i < pairs.length; i += 2) {
      payload.writeShort(pairs[i]).writeInt(pairs[i + 1]);
    }
    return frame(SETTINGS, 0, 0, ByteBufUtil.getBytes(payload));
  }

  H2Peer frame(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteBuf frame = Unpooled.buffer();
    frame.writeMedium(payload.length).writeByte(type).writeByte(flags).writeInt(stream);
    frame.writeBytes(payload);
    synchronized (this) {
      frame.readBytes(socket.getOutputStream(), frame.readableBytes());
    }
    return this;
  }

  H2Peer number(int type, int stream, int number) throws IOException {
    return frame(type, 0, stream, ByteBufUtil.getBytes(Unpooled.buffer().writeInt(number)));
  }

  /** Data, or its end for an empty text. */
  H2Peer data(int stream, String text, boolean ends) throws IOException {
    return frame(DATA, ends ? END_STREAM : 0, stream, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Fields as {@code name: value}, sent as they are. */
  H2Peer headers(int stream, boolean ends, String... fields) throws IOException {
    return frame(HEADERS, END_HEADERS | (ends ? END_STREAM : 0), stream, block(fields));
  }

  byte[] block(String... fields) throws IOException {
    Http2Headers headers = new DefaultHttp2Headers(false);
    for (String field : fields) {
      int colon = field.indexOf(": ", 1);
      headers.add(field.substring(0, colon), field.substring(colon + 2));
    }
    ByteBuf block = Unpooled.buffer();
    try {
      encoder.encodeHeaders(1, headers, block);
    } catch (Http2Exception e) {
      throw new IOException(e);
    }
    return ByteBufUtil.getBytes(block);
  }

  H2Peer request(int stream, boolean ends, String method, String path, String... more)
      throws IOException {
    String[] fields = new String[more.length + 4];
    fields[0] = ":method: " + method;
    fields[1] = ":scheme: http";
    fields[2] = ":path: " + path;
    fields[3] = ":authority: reviews";
    System.arraycopy(more, 0, fields, 4, more.length);
    return headers(stream, ends, fields);
  }

  /** The next frame, acknowledging settings; null at the end of the stream. */
  Frame read() throws IOException {
    Frame earlier = passedOver.poll();
    return earlier != null ? earlier : readNew();
  }

  private Frame readNew() throws IOException {
    byte[] header;
    try {
      header = in.readNBytes(9);
    } catch (SocketException reset) {
      return null;
    }
    if (header.length < 9) {
      return null;
    }
    ByteBuf fields = Unpooled.wrappedBuffer(header);
    int length = fields.readUnsignedMedium();
    int type = fields.readUnsignedByte();
    int flags = fields.readUnsignedByte();
    int stream = fields.readInt();
    byte[] payload = in.readNBytes(length);
    if (type == SETTINGS && flags == 0) {
      frame(SETTINGS, ACK, 0, new byte[0]);
    }
    return type == HEADERS
        ? new Frame(type, flags | END_HEADERS, stream, payload, decode(flags, payload))
        : new Frame(type, flags, stream, payload, new DefaultHttp2Headers(false));
  }

  private Http2Headers decode(int flags, byte[] first) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(first);
    for (int last = flags; (last & END_HEADERS) == 0; ) {
      Frame more = readNew();
      if (more == null || more.type() != CONTINUATION) {
        throw new EOFException("in a field block");
      }
      block.write(more.payload());
      last = more.flags();
    }
    try {
      return decoder.decodeHeaders(1, Unpooled.wrappedBuffer(block.toByteArray()));
    } catch (Http2Exception e) {
      throw new IOException(e);
    }
  }

  /** The next frame that fits; those before it can still be read. */
  Frame await(Predicate<Frame> wanted) throws IOException {
    for (Frame frame : passedOver) {
      if (wanted.test(frame)) {
        passedOver.remove(frame);
        return frame;
      }
    }
    for (Frame frame = readNew(); frame != null; frame = readNew()) {
      if (wanted.test(frame)) {
        return frame;
      }
      passedOver.add(frame);
    }
    throw new EOFException("closed; before that: " + passedOver);
  }

  Frame await(int type, int stream) throws IOException {
    return await(frame -> frame.type() == type && frame.stream() == stream);
  }

  /** All data of a stream until its end, in data or trailers. */
  String body(int stream) throws IOException {
    StringBuilder body = new StringBuilder();
    while (true) {
      Frame frame =
          await(
              found ->
                  found.stream() == stream
                      && (found.type() == DATA
                          || found.type() == HEADERS
                          || found.type() == RST_STREAM));
      if (frame.type() == RST_STREAM) {
        throw new IOException("reset with " + frame.error() + " after " + body);
      }
      if (frame.type() == DATA) {
        body.append(frame.text());
        if (frame.payload().length > 0 && !frame.ends()) {
          number(WINDOW_UPDATE, 0, frame.payload().length);
          number(WINDOW_UPDATE, stream, frame.payload().length);
        }
      }
      if (frame.ends()) {
        return body.toString();
      }
    }
  }

  /** Whether the peer closed: nothing but frames and then the end. */
  boolean atEnd() throws IOException {
    Frame frame = readNew();
    while (frame != null) {
      passedOver.add(frame);
      frame = readNew();
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    encoder.close();
    socket.close();
  }
}
