package dev.lateen.operator.gateway.api;

import java.util.Map;

/**
 * Who a document is.
 *
 * @param kind kind
 * @param namespace namespace, empty for kinds of the cluster
 * @param name name
 * @param uid what tells it from one of the same name before
 * @param generation generation of its spec, 0 where the platform counts none
 * @param created when it was made, as in RFC 3339; empty where the platform does not say
 * @param labels labels
 */
public record Meta(
    String kind,
    String namespace,
    String name,
    String uid,
    long generation,
    String created,
    Map<String, String> labels) {

  public Meta {
    labels = Map.copyOf(labels);
  }

  /** {@code namespace/name}, or the name alone of kinds of the cluster. */
  public String id() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
