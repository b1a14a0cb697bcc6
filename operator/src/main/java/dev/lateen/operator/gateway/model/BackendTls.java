package dev.lateen.operator.gateway.model;

import java.util.List;
import java.util.Optional;

/** How gateways speak TLS to a port of a service. */
public sealed interface BackendTls {

  /**
   * The server is verified.
   *
   * @param authorities certificates of authorities, PEM; empty: the public ones
   * @param hostname the name the server is asked for
   * @param names of which the server must have one; never empty
   */
  record Verified(Optional<String> authorities, String hostname, List<ServerName> names)
      implements BackendTls {
    public Verified {
      names = List.copyOf(names);
    }
  }

  /** No authority is known to verify it by: nothing is sent to it. */
  record Unverifiable() implements BackendTls {}

  /** A name in a certificate. */
  sealed interface ServerName {
    /** A host name, {@code *.example.com} for the names right below. */
    record Host(String value) implements ServerName {}

    /** A URI, such as a SPIFFE ID. */
    record Uri(String value) implements ServerName {}
  }
}
