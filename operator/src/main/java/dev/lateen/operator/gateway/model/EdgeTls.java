package dev.lateen.operator.gateway.model;

import dev.lateen.operator.gateway.model.GatewayListener.Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The certificates of the ingress gateway (TM-116).
 *
 * @param servers those of some names, by their Secret; each name once
 * @param fallback for clients that ask for no such name; empty: they are refused
 */
public record EdgeTls(List<Server> servers, Optional<Certificate> fallback) {
  /** Where no Ingress has a certificate. */
  public static final EdgeTls NONE = new EdgeTls(List.of(), Optional.empty());

  public EdgeTls {
    servers = List.copyOf(servers);
  }

  /** Whether there is a certificate at all. */
  public boolean isEmpty() {
    return servers.isEmpty() && fallback.isEmpty();
  }

  /**
   * A certificate.
   *
   * @param secret where it is, {@code namespace/name}
   * @param hosts names it is for, {@code *.example.com} for those below; never empty
   * @param certificate certificate and key
   */
  public record Server(String secret, List<String> hosts, Certificate certificate) {
    public Server {
      hosts = List.copyOf(hosts);
    }
  }
}
