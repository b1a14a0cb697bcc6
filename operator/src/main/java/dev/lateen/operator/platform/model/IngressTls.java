package dev.lateen.operator.platform.model;

import java.util.List;

/**
 * The certificate of some hosts of an Ingress (TM-116).
 *
 * @param hosts names that clients ask for, {@code *.example.com} for those below, in lower case;
 *     empty: those that no other certificate is for
 * @param secret namespace and name of the Secret, {@code namespace/name}
 */
public record IngressTls(List<String> hosts, String secret) {
  public IngressTls {
    hosts = List.copyOf(hosts);
  }
}
