package dev.lateen.sidecar.http2;

import dev.lateen.sidecar.http1.FlatHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;

/**
 * Where the decompression puts the fields of one message: pseudo-header fields here, the others
 * into the headers that the message will have. What is not allowed makes the message malformed (RFC
 * 9113 8.1.1). Set up anew for each message.
 */
final class FieldSink extends DefaultHttp2Headers {
  private static final int MOST_LENGTH_DIGITS = 18;
  private static final int LIKELY_FIELDS = 16;

  private final Familiar names = new Familiar();
  private final Familiar values = new Familiar();

  AsciiString method;
  AsciiString path;
  AsciiString scheme;
  AsciiString authority;
  AsciiString protocol;
  AsciiString status;
  AsciiString host;
  FlatHeaders headers;
  long contentLength;
  private AsciiString cookie;
  private boolean malformed;
  private boolean regularBegun;

  FieldSink() {
    super(false, 2);
    begin();
  }

  void begin() {
    method = null;
    path = null;
    scheme = null;
    authority = null;
    protocol = null;
    status = null;
    host = null;
    cookie = null;
    contentLength = -1;
    malformed = false;
    regularBegun = false;
    headers = FlatHeaders.expecting(LIKELY_FIELDS);
  }

  /** Whether the message is in order so far; to be asked once, after the last field. */
  boolean isWellFormed() {
    if (cookie != null) {
      headers.receive(HttpHeaderNames.COOKIE, cookie);
    }
    return !malformed;
  }

  boolean hasPseudo() {
    return method != null
        || path != null
        || scheme != null
        || authority != null
        || protocol != null
        || status != null;
  }

  @Override
  public Http2Headers add(CharSequence name, CharSequence value) {
    AsciiString field = AsciiString.of(name);
    AsciiString content = AsciiString.of(value);
    if (!isValue(content)) {
      malformed = true;
    } else if (!field.isEmpty() && field.byteAt(0) == ':') {
      pseudo(field, content);
    } else {
      regularBegun = true;
      regular(field, content);
    }
    return this;
  }

  private boolean isValue(AsciiString value) {
    return values.contains(value) || (FieldCheck.isValue(value) && values.add(value));
  }

  private boolean isName(AsciiString name) {
    return names.contains(name) || (FieldCheck.isName(name) && names.add(name));
  }

  private void pseudo(AsciiString field, AsciiString value) {
    malformed |= regularBegun;
    switch (field.toString()) {
      case ":method" -> method = once(method, value);
      case ":path" -> path = once(path, value);
      case ":scheme" -> scheme = once(scheme, value);
      case ":authority" -> authority = once(authority, value);
      case ":protocol" -> protocol = once(protocol, value);
      case ":status" -> status = once(status, value);
      default -> malformed = true;
    }
  }

  private AsciiString once(AsciiString before, AsciiString value) {
    malformed |= before != null;
    return value;
  }

  private void regular(AsciiString field, AsciiString value) {
    if (!isName(field) || FieldCheck.isConnectionSpecific(field, value)) {
      malformed = true;
      return;
    }
    switch (field.length()) {
      case 4 -> {
        if (field.contentEquals(HttpHeaderNames.HOST)) {
          host = once(host, value);
          return;
        }
      }
      case 6 -> {
        if (field.contentEquals(HttpHeaderNames.COOKIE)) {
          cookie = cookie == null ? value : cookie.concat("; ").concat(value);
          return;
        }
      }
      case 14 -> {
        if (field.contentEquals(HttpHeaderNames.CONTENT_LENGTH)) {
          length(value);
        }
      }
      default -> {}
    }
    headers.receive(field, value);
  }

  private void length(AsciiString value) {
    malformed |= contentLength >= 0 || value.isEmpty() || value.length() > MOST_LENGTH_DIGITS;
    long length = 0;
    for (int i = 0; i < value.length() && !malformed; i++) {
      int digit = value.byteAt(i) - '0';
      malformed = digit < 0 || digit > 9;
      length = length * 10 + digit;
    }
    contentLength = length;
  }
}
