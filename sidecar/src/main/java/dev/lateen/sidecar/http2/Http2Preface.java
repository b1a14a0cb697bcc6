package dev.lateen.sidecar.http2;

import io.netty.buffer.ByteBuf;

/** How to know a connection of HTTP/2 by its first bytes (RFC 9113 3.4). */
public final class Http2Preface {
  private Http2Preface() {}

  /** What the first bytes are. */
  public enum Match {
    /** The preface, and maybe more. */
    PREFACE,
    /** Something else. */
    OTHER,
    /** The beginning of the preface, or of something else. */
    UNDECIDED
  }

  /** Looks at the bytes without reading them. */
  public static Match match(ByteBuf bytes) {
    ByteBuf preface = Frames.preface();
    int length = Math.min(bytes.readableBytes(), preface.readableBytes());
    for (int i = 0; i < length; i++) {
      if (bytes.getByte(bytes.readerIndex() + i) != preface.getByte(i)) {
        return Match.OTHER;
      }
    }
    return length == preface.readableBytes() ? Match.PREFACE : Match.UNDECIDED;
  }
}
