package dev.lateen.sidecar.model;

/** The filter that ends a chain: HTTP or TCP. */
public sealed interface NetworkFilter permits HttpConnectionManager, TcpProxy {
  /** Prefix of the filter's statistics; may be empty. */
  String statPrefix();
}
