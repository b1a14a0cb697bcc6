package dev.lateen.sidecar.model;

import java.util.List;

/** Which version of HTTP endpoints are spoken to in. */
public sealed interface UpstreamHttp {
  /** Protocols to offer by ALPN, in order of preference (RFC 7301). */
  List<String> applicationProtocols();

  /** HTTP/1.1. */
  record Http1() implements UpstreamHttp {
    @Override
    public List<String> applicationProtocols() {
      return List.of();
    }
  }

  /**
   * HTTP/2: in the clear with prior knowledge.
   *
   * @param options what the endpoint may do
   */
  record Http2(Http2Options options) implements UpstreamHttp {
    @Override
    public List<String> applicationProtocols() {
      return List.of("h2");
    }
  }

  /**
   * What the endpoint chooses by ALPN; HTTP/1.1 where it does not, or there is no TLS.
   *
   * @param options what the endpoint may do if it chooses HTTP/2
   */
  record Negotiated(Http2Options options) implements UpstreamHttp {
    @Override
    public List<String> applicationProtocols() {
      return List.of("h2", "http/1.1");
    }
  }
}
