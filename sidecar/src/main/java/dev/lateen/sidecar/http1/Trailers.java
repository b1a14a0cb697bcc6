package dev.lateen.sidecar.http1;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import java.util.List;

/** Fields behind the last chunk (RFC 9112 7.1.2). */
final class Trailers {
  /** What must not come late: framing, routing, authentication, connection (RFC 9110 6.5.1). */
  private static final List<AsciiString> DROPPED =
      List.of(
          HttpHeaderNames.CONTENT_LENGTH,
          HttpHeaderNames.TRANSFER_ENCODING,
          HttpHeaderNames.TRAILER,
          HttpHeaderNames.HOST,
          HttpHeaderNames.CONNECTION,
          AsciiString.cached("keep-alive"),
          AsciiString.cached("proxy-connection"),
          HttpHeaderNames.UPGRADE,
          HttpHeaderNames.TE,
          HttpHeaderNames.EXPECT,
          HttpHeaderNames.AUTHORIZATION,
          HttpHeaderNames.PROXY_AUTHORIZATION,
          HttpHeaderNames.COOKIE,
          HttpHeaderNames.SET_COOKIE,
          HttpHeaderNames.CONTENT_ENCODING,
          HttpHeaderNames.CONTENT_TYPE,
          HttpHeaderNames.CONTENT_RANGE);

  private Trailers() {}

  /** The end of a message. */
  static LastHttpContent parse(HeadBuffer buffer) {
    if (buffer.lines() == 0) {
      requireCarriageReturn(buffer.take());
      return LastHttpContent.EMPTY_LAST_CONTENT;
    }
    byte[] lines = buffer.take();
    FieldList fields = new FieldList(lines, buffer.lines());
    FieldParser.parse(lines, 0, fields, false);
    DROPPED.forEach(fields::remove);
    return new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER, new FlatHeaders(fields));
  }

  private static void requireCarriageReturn(byte[] empty) {
    if (empty[0] != '\r') {
      throw RefusedMessageException.malformed("a body ends with a bare line feed");
    }
  }
}
