package dev.lateen.sidecar.http2;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers.PseudoHeaderName;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.Map;

/** Turns heads and trailers into compressed field blocks. */
final class HeadEncoder {
  private static final AsciiString HTTP = AsciiString.cached("http");
  private static final AsciiString HTTPS = AsciiString.cached("https");

  /** Fields with a new value in every message: they would only push others out of the table. */
  private static final AsciiString REQUEST_ID = AsciiString.cached("x-request-id");

  private final AsciiString scheme;
  private final Fields fields = new Fields();
  private final View view = new View(fields);
  private final DefaultHttp2HeadersEncoder hpack =
      new DefaultHttp2HeadersEncoder((name, value) -> REQUEST_ID.contentEquals(name), true);

  /** What the compression sees of {@link Fields}. */
  private static final class View extends DefaultHttp2Headers {
    private final Fields fields;

    View(Fields fields) {
      super(false, 2);
      this.fields = fields;
    }

    @Override
    public Iterator<Map.Entry<CharSequence, CharSequence>> iterator() {
      return fields;
    }
  }

  /**
   * An encoder.
   *
   * @param secure whether requests say that they came by https
   */
  HeadEncoder(boolean secure) {
    this.scheme = secure ? HTTPS : HTTP;
  }

  /** The peer keeps a table of at most that many bytes; more than the default is not used. */
  void limitTable(long bytes) {
    try {
      hpack.maxHeaderTableSize(Math.min(bytes, Frames.DEFAULT_TABLE));
    } catch (Http2Exception e) {
      throw new Http2ConnectionException(e.error(), e.getMessage());
    }
  }

  /** Sets up the head of a message. */
  void message(HttpMessage head) {
    switch (head) {
      case HttpRequest request -> request(request);
      case HttpResponse response -> response(response);
      default -> throw new IllegalArgumentException("neither request nor response: " + head);
    }
  }

  /** A request; one that asks for a switch of protocols becomes an extended CONNECT. */
  private void request(HttpRequest request) {
    HttpHeaders headers = request.headers();
    String upgrade = headers.get(HttpHeaderNames.UPGRADE);
    fields.begin();
    boolean plainConnect = request.method().equals(HttpMethod.CONNECT);
    fields.pseudo(
        PseudoHeaderName.METHOD.value(),
        upgrade == null ? request.method().asciiName() : HttpMethod.CONNECT.asciiName());
    if (upgrade != null) {
      fields.pseudo(PseudoHeaderName.PROTOCOL.value(), upgrade).upgrading();
    }
    if (!plainConnect) {
      fields.pseudo(PseudoHeaderName.SCHEME.value(), scheme);
      fields.pseudo(PseudoHeaderName.PATH.value(), request.uri());
    }
    String host = headers.get(HttpHeaderNames.HOST);
    if (host != null && !host.isEmpty()) {
      fields.pseudo(PseudoHeaderName.AUTHORITY.value(), host);
    }
    fields.regular(headers);
  }

  /** A response; 101 becomes the 200 that answers an extended CONNECT. */
  private void response(HttpResponse response) {
    boolean switching = response.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    fields.begin();
    if (switching) {
      fields.upgrading();
    }
    HttpResponseStatus status = switching ? HttpResponseStatus.OK : response.status();
    fields.pseudo(PseudoHeaderName.STATUS.value(), status.codeAsText()).regular(response.headers());
  }

  /** Sets up trailers. */
  void trailers(HttpHeaders trailers) {
    fields.begin().regular(trailers);
  }

  /** Writes the block of what was last set up. */
  void encode(ByteBuf out) {
    try {
      hpack.encodeHeaders(0, view, out);
    } catch (Http2Exception e) {
      throw new Http2ConnectionException(e.error(), e.getMessage());
    }
  }

  void close() {
    hpack.close();
  }
}
