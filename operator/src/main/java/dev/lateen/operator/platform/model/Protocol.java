package dev.lateen.operator.platform.model;

/** What a service port speaks, from its appProtocol or the prefix of its name (TM-160, TM-161). */
public enum Protocol {
  HTTP,
  HTTP2,
  GRPC,
  /** Opaque to the proxy: carried as TCP (TM-165). */
  HTTPS,
  TCP,
  /** Nobody said; found out from each connection (UA-01). */
  UNKNOWN,
  /** Not carried by the proxy (TM-161). */
  UDP;

  /** Whether requests are routed one by one, so that route rules apply (TM-055). */
  public boolean isHttp() {
    return this == HTTP || this == HTTP2 || this == GRPC;
  }

  /** Whether requests may be routed one by one, because a connection turns out to be HTTP. */
  public boolean mayBeHttp() {
    return isHttp() || this == UNKNOWN;
  }

  /** Whether the port speaks HTTP/2 from the first byte. */
  public boolean isHttp2() {
    return this == HTTP2 || this == GRPC;
  }
}
