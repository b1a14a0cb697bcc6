package dev.lateen.sidecar.http1;

import static dev.lateen.sidecar.http1.RefusedMessageException.malformed;

import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/** Reads the heads of responses (RFC 9112 4). */
final class ResponseHeads {
  /** Of {@code HTTP/1.1 200}. */
  private static final int CODE_END = 12;

  private ResponseHeads() {}

  /**
   * Reads a response.
   *
   * @param fields empty, over the same bytes; filled
   */
  static HttpResponse parse(byte[] head, FieldList fields) {
    boolean inOrder =
        head.length > CODE_END + 2
            && Versions.isAt(head, 0)
            && head[5] == '1'
            && head[8] == ' '
            && Versions.isDigit(head[9])
            && Versions.isDigit(head[10])
            && Versions.isDigit(head[11]);
    if (!inOrder) {
      throw malformed("the status line has no version 1 or no status");
    }
    int reason = head[CODE_END] == ' ' ? CODE_END + 1 : CODE_END;
    int end = Octets.invalidInValue(head, reason, head.length);
    if (head[end] != '\r' || head[end + 1] != '\n' || reason == CODE_END && end != CODE_END) {
      throw malformed("the status line does not end as it should");
    }
    int code = (head[9] - '0') * 100 + (head[10] - '0') * 10 + head[11] - '0';
    FieldParser.parse(head, end + 2, fields, true);
    return new DefaultHttpResponse(
        Versions.minor(head, 0), status(code, head, reason, end), new FlatHeaders(fields));
  }

  private static HttpResponseStatus status(int code, byte[] head, int from, int to) {
    if (code < 100 || code > 599) {
      throw malformed("the status is out of range");
    }
    HttpResponseStatus usual = StatusLines.status(code);
    String phrase = usual.reasonPhrase();
    boolean same = phrase.length() == to - from;
    for (int i = from; same && i < to; i++) {
      same = phrase.charAt(i - from) == (head[i] & 0xff);
    }
    return same
        ? usual
        : new HttpResponseStatus(
            code, new String(head, from, to - from, StandardCharsets.ISO_8859_1));
  }
}
