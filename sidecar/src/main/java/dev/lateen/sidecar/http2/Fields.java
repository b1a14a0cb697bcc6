package dev.lateen.sidecar.http2;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * The fields of a message as HTTP/2 sends them (RFC 9113 8.2): pseudo-header fields first, names in
 * lower case, without what concerns an HTTP/1 connection. A view that is walked once, then set up
 * for the next message; the entry it gives is always the same object.
 */
final class Fields
    implements Iterator<Map.Entry<CharSequence, CharSequence>>,
        Map.Entry<CharSequence, CharSequence> {
  private static final int MOST_PSEUDO = 5;
  private static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");
  private static final AsciiString PROXY_CONNECTION = AsciiString.cached("proxy-connection");
  private static final AsciiString HTTP2_SETTINGS = AsciiString.cached("http2-settings");
  private static final AsciiString TRAILERS = AsciiString.cached("trailers");

  private final CharSequence[] pseudo = new CharSequence[2 * MOST_PSEUDO];
  private int pseudoCount;
  private int pseudoRead;
  private Iterator<Map.Entry<CharSequence, CharSequence>> regular;
  private boolean upgrading;
  private CharSequence nextName;
  private CharSequence name;
  private CharSequence value;
  private CharSequence nextValue;

  /** Begins a message. */
  Fields begin() {
    pseudoCount = 0;
    pseudoRead = 0;
    upgrading = false;
    return this;
  }

  /** Adds a pseudo-header field. */
  Fields pseudo(AsciiString pseudoName, CharSequence pseudoValue) {
    pseudo[pseudoCount++] = pseudoName;
    pseudo[pseudoCount++] = pseudoValue;
    return this;
  }

  /** Leaves out what only concerns the WebSocket handshake of HTTP/1 (RFC 8441 5). */
  Fields upgrading() {
    upgrading = true;
    return this;
  }

  /** The other fields, which end the message. */
  Fields regular(HttpHeaders headers) {
    regular = headers.iteratorCharSequence();
    advance();
    return this;
  }

  private void advance() {
    nextName = null;
    while (nextName == null && regular.hasNext()) {
      Map.Entry<CharSequence, CharSequence> entry = regular.next();
      AsciiString lower = lower(entry.getKey());
      if (isSent(lower, entry.getValue())) {
        nextName = lower;
        nextValue =
            AsciiString.contentEqualsIgnoreCase(lower, HttpHeaderNames.TE)
                ? TRAILERS
                : entry.getValue();
      }
    }
  }

  private static AsciiString lower(CharSequence text) {
    return (text instanceof AsciiString ascii ? ascii : new AsciiString(text)).toLowerCase();
  }

  private boolean isSent(AsciiString lower, CharSequence fieldValue) {
    return switch (lower.length()) {
      case 2 ->
          !lower.contentEquals(HttpHeaderNames.TE)
              || AsciiString.containsIgnoreCase(fieldValue, TRAILERS);
      case 4 -> !lower.contentEquals(HttpHeaderNames.HOST);
      case 7 -> !lower.contentEquals(HttpHeaderNames.UPGRADE);
      case 10 ->
          !lower.contentEquals(HttpHeaderNames.CONNECTION) && !lower.contentEquals(KEEP_ALIVE);
      case 14 -> !lower.contentEquals(HTTP2_SETTINGS) && !(upgrading && isLength(lower));
      case 16 -> !lower.contentEquals(PROXY_CONNECTION);
      case 17 ->
          !lower.contentEquals(HttpHeaderNames.TRANSFER_ENCODING)
              && !(upgrading && lower.contentEquals(HttpHeaderNames.SEC_WEBSOCKET_KEY));
      case 20 -> !(upgrading && lower.contentEquals(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT));
      default -> true;
    };
  }

  private static boolean isLength(AsciiString lower) {
    return lower.contentEquals(HttpHeaderNames.CONTENT_LENGTH);
  }

  @Override
  public boolean hasNext() {
    return pseudoRead < pseudoCount || nextName != null;
  }

  @Override
  public Map.Entry<CharSequence, CharSequence> next() {
    if (pseudoRead < pseudoCount) {
      name = pseudo[pseudoRead++];
      value = pseudo[pseudoRead++];
    } else if (nextName != null) {
      name = nextName;
      value = nextValue;
      advance();
    } else {
      throw new NoSuchElementException("all fields are read");
    }
    return this;
  }

  @Override
  public CharSequence getKey() {
    return name;
  }

  @Override
  public CharSequence getValue() {
    return value;
  }

  @Override
  public CharSequence setValue(CharSequence other) {
    throw new UnsupportedOperationException("fields are a view");
  }
}
