package dev.lateen.blackbox.mesh;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Short text messages of a WebSocket, as RFC 6455 puts them on the wire. */
final class Frames {
  private static final int TEXT = 0x81;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7f;
  private static final int LONGEST = 125;
  private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

  private Frames() {}

  /** Writes a message of at most 125 bytes; clients mask theirs. */
  static void write(OutputStream out, String message, boolean masked) throws IOException {
    var payload = message.getBytes(StandardCharsets.UTF_8);
    if (payload.length > LONGEST) {
      throw new IllegalArgumentException("a message of " + payload.length + " bytes is too long");
    }
    int header = masked ? 2 + MASK.length : 2;
    var frame = new byte[header + payload.length];
    frame[0] = (byte) TEXT;
    frame[1] = (byte) (payload.length | (masked ? MASKED : 0));
    if (masked) {
      System.arraycopy(MASK, 0, frame, 2, MASK.length);
      mask(payload, MASK);
    }
    System.arraycopy(payload, 0, frame, header, payload.length);
    out.write(frame);
  }

  /** Reads a message; fails where the connection ends or another kind of frame comes. */
  static String read(InputStream from) throws IOException {
    var in = new DataInputStream(from);
    int kind = in.readUnsignedByte();
    if (kind != TEXT) {
      throw new IOException("a frame of kind 0x" + Integer.toHexString(kind));
    }
    int length = in.readUnsignedByte();
    var mask = new byte[(length & MASKED) == 0 ? 0 : MASK.length];
    in.readFully(mask);
    var payload = new byte[length & LENGTH];
    in.readFully(payload);
    mask(payload, mask);
    return new String(payload, StandardCharsets.UTF_8);
  }

  private static void mask(byte[] payload, byte[] mask) {
    for (int i = 0; i < payload.length && mask.length > 0; i++) {
      payload[i] ^= mask[i % mask.length];
    }
  }
}
