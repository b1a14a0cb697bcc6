package dev.lateen.sidecar.model;

import java.net.InetSocketAddress;

/**
 * What is known of a connection when its filter chain is chosen.
 *
 * @param destination original destination, or the local address
 * @param source the peer
 * @param sniffed what its first bytes told
 */
public record ConnectionFacts(
    InetSocketAddress destination, InetSocketAddress source, Sniffed sniffed) {
  /** The same, when its first bytes told something. */
  public ConnectionFacts with(Sniffed seen) {
    return new ConnectionFacts(destination, source, seen);
  }
}
