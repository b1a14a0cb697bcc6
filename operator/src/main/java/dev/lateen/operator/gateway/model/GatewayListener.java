package dev.lateen.operator.gateway.model;

import java.util.List;
import java.util.Optional;

/**
 * A listener of a Gateway that is in force.
 *
 * @param name its name
 * @param port where it listens
 * @param host the host it is for, {@code *.example.com} for those below; empty for any
 * @param content what it carries
 */
public record GatewayListener(String name, int port, Optional<String> host, Content content) {

  /** What a listener carries. */
  public sealed interface Content {

    /**
     * Requests.
     *
     * @param certificates of the server; empty without TLS
     * @param clients authorities that clients need a certificate of, PEM; empty: they need none
     * @param routes in the order of their age
     */
    record Http(List<Certificate> certificates, Optional<String> clients, List<HttpRoute> routes)
        implements Content {
      public Http {
        certificates = List.copyOf(certificates);
        routes = List.copyOf(routes);
      }
    }

    /**
     * Connections inside TLS.
     *
     * @param certificates of the server; empty where TLS goes through unopened
     * @param routes in the order of their age
     */
    record Tls(List<Certificate> certificates, List<ByteRoute> routes) implements Content {
      public Tls {
        certificates = List.copyOf(certificates);
        routes = List.copyOf(routes);
      }
    }

    /**
     * Connections as they are.
     *
     * @param routes in the order of their age; the first one is obeyed
     */
    record Tcp(List<ByteRoute> routes) implements Content {
      public Tcp {
        routes = List.copyOf(routes);
      }
    }
  }

  /**
   * A certificate and its key.
   *
   * @param chain certificates, PEM, the server's own first
   * @param key private key, PEM; never shown
   */
  public record Certificate(String chain, String key) {
    @Override
    public String toString() {
      return "Certificate[chain=" + chain + ", key=***]";
    }
  }
}
