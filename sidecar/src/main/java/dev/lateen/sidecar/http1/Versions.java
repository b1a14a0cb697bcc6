package dev.lateen.sidecar.http1;

import io.netty.handler.codec.http.HttpVersion;

/** {@code HTTP/x.y} (RFC 9112 2.3). */
final class Versions {
  private Versions() {}

  /** Whether a version is written there. */
  static boolean isAt(byte[] head, int at) {
    return head[at] == 'H'
        && head[at + 1] == 'T'
        && head[at + 2] == 'T'
        && head[at + 3] == 'P'
        && head[at + 4] == '/'
        && isDigit(head[at + 5])
        && head[at + 6] == '.'
        && isDigit(head[at + 7]);
  }

  /** Of major version 1: a minor one that is not known is read as the last known. */
  static HttpVersion minor(byte[] head, int at) {
    return head[at + 7] == '0' ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1;
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
