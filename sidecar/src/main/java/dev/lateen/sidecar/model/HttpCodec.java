package dev.lateen.sidecar.model;

import java.util.List;

/** Which versions of HTTP clients may speak (xDS {@code HttpConnectionManager.CodecType}). */
public enum HttpCodec {
  /** Either, known by the first bytes. */
  AUTO("h2", "http/1.1"),
  /** HTTP/1 only. */
  HTTP1("http/1.1"),
  /** HTTP/2 only, with prior knowledge or agreed on by ALPN. */
  HTTP2("h2");

  private final List<String> applicationProtocols;

  HttpCodec(String... applicationProtocols) {
    this.applicationProtocols = List.of(applicationProtocols);
  }

  /** Protocols to offer by ALPN, in order of preference (RFC 7301). */
  public List<String> applicationProtocols() {
    return applicationProtocols;
  }
}
