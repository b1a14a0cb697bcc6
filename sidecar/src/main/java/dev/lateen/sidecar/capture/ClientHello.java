package dev.lateen.sidecar.capture;

import dev.lateen.sidecar.model.Sniffed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads what a TLS client asks for (RFC 8446 4.1.2, RFC 5246 7.4.1.2) without taking part. A hello
 * may be cut into any number of records and packets.
 */
final class ClientHello {
  private static final int HANDSHAKE_RECORD = 22;
  private static final int CLIENT_HELLO = 1;
  private static final int RECORD_HEADER = 5;
  private static final int MESSAGE_HEADER = 4;
  private static final int MAX_RECORD = 16_384;
  private static final int MAX_HELLO = 16_384;
  private static final int RANDOM = 32;
  private static final int SERVER_NAME = 0;
  private static final int ALPN = 16;

  private ClientHello() {}

  /** Whether the first byte may begin a hello. */
  static boolean mayBegin(ByteBuf bytes) {
    return bytes.getUnsignedByte(bytes.readerIndex()) == HANDSHAKE_RECORD;
  }

  /**
   * Looks at the bytes, which stay as they are.
   *
   * @param bytes at least one
   */
  static Look look(ByteBuf bytes) {
    ByteBuf message = Unpooled.buffer(512, MESSAGE_HEADER + MAX_HELLO + MAX_RECORD);
    ByteBuf rest = bytes.slice();
    while (rest.readableBytes() >= RECORD_HEADER) {
      int type = rest.readUnsignedByte();
      int major = rest.readUnsignedByte();
      rest.skipBytes(1);
      int length = rest.readUnsignedShort();
      if (type != HANDSHAKE_RECORD || major != 3 || length == 0 || length > MAX_RECORD) {
        return new Look.Nothing();
      }
      message.writeBytes(rest, Math.min(length, rest.readableBytes()));
      Look look = lookAtMessage(message);
      if (!(look instanceof Look.Undecided)) {
        return look;
      }
    }
    return new Look.Undecided();
  }

  private static Look lookAtMessage(ByteBuf message) {
    if (message.readableBytes() < MESSAGE_HEADER) {
      return new Look.Undecided();
    }
    int length = message.getUnsignedMedium(1);
    if (message.getUnsignedByte(0) != CLIENT_HELLO) {
      return new Look.Nothing();
    }
    if (length > MAX_HELLO) {
      return new Look.Refused();
    }
    if (message.readableBytes() < MESSAGE_HEADER + length) {
      return new Look.Undecided();
    }
    try {
      return new Look.Seen(read(message.slice(MESSAGE_HEADER, length)));
    } catch (IndexOutOfBoundsException malformed) {
      return new Look.Nothing();
    }
  }

  private static Sniffed read(ByteBuf hello) {
    hello.skipBytes(2 + RANDOM);
    hello.skipBytes(hello.readUnsignedByte()); // session
    hello.skipBytes(hello.readUnsignedShort()); // ciphers
    hello.skipBytes(hello.readUnsignedByte()); // compression
    Optional<String> serverName = Optional.empty();
    List<String> protocols = List.of();
    ByteBuf extensions =
        hello.isReadable() ? hello.readSlice(hello.readUnsignedShort()) : Unpooled.EMPTY_BUFFER;
    while (extensions.isReadable()) {
      int type = extensions.readUnsignedShort();
      ByteBuf extension = extensions.readSlice(extensions.readUnsignedShort());
      if (type == SERVER_NAME) {
        serverName = serverName(extension);
      } else if (type == ALPN) {
        protocols = protocols(extension);
      }
    }
    return Sniffed.tls(serverName, protocols);
  }

  private static Optional<String> serverName(ByteBuf extension) {
    extension.skipBytes(2);
    while (extension.isReadable()) {
      int type = extension.readUnsignedByte();
      String name = text(extension, extension.readUnsignedShort());
      if (type == 0) {
        return Optional.of(name.toLowerCase(Locale.ROOT));
      }
    }
    return Optional.empty();
  }

  private static List<String> protocols(ByteBuf extension) {
    List<String> protocols = new ArrayList<>();
    extension.skipBytes(2);
    while (extension.isReadable()) {
      protocols.add(text(extension, extension.readUnsignedByte()));
    }
    return protocols;
  }

  private static String text(ByteBuf bytes, int length) {
    return bytes.readCharSequence(length, StandardCharsets.US_ASCII).toString();
  }
}
