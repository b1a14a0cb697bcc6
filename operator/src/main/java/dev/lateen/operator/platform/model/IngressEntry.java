package dev.lateen.operator.platform.model;

import java.util.List;

/**
 * A Kubernetes Ingress of class {@code lateen} (TM-111).
 *
 * @param namespace its namespace
 * @param name its name
 * @param uid its identity; empty where the platform has none
 * @param created when it was made, as in RFC 3339; empty where the platform does not say
 * @param paths where its requests lead
 * @param tls the certificates of its hosts
 */
public record IngressEntry(
    String namespace,
    String name,
    String uid,
    String created,
    List<IngressPath> paths,
    List<IngressTls> tls) {

  public IngressEntry {
    paths = List.copyOf(paths);
    tls = List.copyOf(tls);
  }

  /** {@code namespace/name}. */
  public String id() {
    return namespace + "/" + name;
  }
}
