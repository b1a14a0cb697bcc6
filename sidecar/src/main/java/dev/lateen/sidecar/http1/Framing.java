package dev.lateen.sidecar.http1;

import static dev.lateen.sidecar.http1.RefusedMessageException.malformed;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * How long a body is (RFC 9112 6.3): a number of bytes, or one of the constants. What could be read
 * in two ways is refused.
 */
final class Framing {
  /** Ends with its last chunk. */
  static final long CHUNKED = -1;

  /** Ends with the connection. */
  static final long UNTIL_CLOSE = -2;

  private static final int MAX_DIGITS = 19;

  private Framing() {}

  static long ofRequest(FieldList fields, boolean old) {
    int encoding = fields.find(HttpHeaderNames.TRANSFER_ENCODING, 0);
    if (encoding < 0) {
      return length(fields, 0);
    }
    if (old || fields.find(HttpHeaderNames.CONTENT_LENGTH, 0) >= 0) {
      throw malformed("Transfer-Encoding with Content-Length, or in HTTP/1.0");
    }
    if (!isChunkedAlone(fields, encoding)) {
      throw refusal(fields, encoding);
    }
    return CHUNKED;
  }

  static long ofResponse(FieldList fields, boolean old) {
    int encoding = fields.find(HttpHeaderNames.TRANSFER_ENCODING, 0);
    if (encoding < 0) {
      return length(fields, UNTIL_CLOSE);
    }
    if (old
        || fields.find(HttpHeaderNames.CONTENT_LENGTH, 0) >= 0
        || !isChunkedAlone(fields, encoding)) {
      throw malformed("Transfer-Encoding in a response that is not understood");
    }
    return CHUNKED;
  }

  private static boolean isChunkedAlone(FieldList fields, int first) {
    return HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(fields.value(first))
        && fields.find(HttpHeaderNames.TRANSFER_ENCODING, first + 1) < 0;
  }

  /** Another encoding below chunked could be done by somebody; anything else has no known end. */
  private static RefusedMessageException refusal(FieldList fields, int first) {
    StringBuilder all = new StringBuilder(fields.value(first));
    for (int i = fields.find(HttpHeaderNames.TRANSFER_ENCODING, first + 1);
        i >= 0;
        i = fields.find(HttpHeaderNames.TRANSFER_ENCODING, i + 1)) {
      all.append(',').append(fields.value(i));
    }
    String[] codings = all.toString().split(",", -1);
    boolean known = codings.length > 1 && isChunked(codings[codings.length - 1]);
    for (int i = 0; i < codings.length - 1; i++) {
      known &= !codings[i].isBlank() && !isChunked(codings[i]);
    }
    return known
        ? new RefusedMessageException(HttpResponseStatus.NOT_IMPLEMENTED, "unknown encoding")
        : malformed("chunked is not the last encoding, once");
  }

  private static boolean isChunked(String coding) {
    return HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(coding.strip());
  }

  private static long length(FieldList fields, long ifAbsent) {
    int at = fields.find(HttpHeaderNames.CONTENT_LENGTH, 0);
    if (at < 0) {
      return ifAbsent;
    }
    if (fields.find(HttpHeaderNames.CONTENT_LENGTH, at + 1) >= 0) {
      throw malformed("more than one Content-Length");
    }
    String digits = fields.value(at);
    long length = number(digits);
    if (digits.length() > 1 && digits.charAt(0) == '0') {
      fields.set(HttpHeaderNames.CONTENT_LENGTH, Long.toString(length));
    }
    return length;
  }

  private static long number(String digits) {
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c < '0' || c > '9') {
        throw malformed("Content-Length is no number");
      }
      number = number * 10 + c - '0';
    }
    if (digits.isEmpty() || digits.length() > MAX_DIGITS || number < 0) {
      throw malformed("Content-Length is empty or too large");
    }
    return number;
  }
}
