package dev.lateen.bench.scenario;

/** What a proxy is told to speak. */
public enum Protocol {
  /** HTTP/1.1 with keep-alive on both sides. */
  HTTP1,
  /** HTTP/2 with prior knowledge on both sides; requests look like those of gRPC. */
  HTTP2,
  /** Bytes; the load is HTTP/1.1, which the proxy does not look at. */
  TCP
}
