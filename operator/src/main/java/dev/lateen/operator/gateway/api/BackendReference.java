package dev.lateen.operator.gateway.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * Where requests go.
 *
 * @param group API group; null: the core's
 * @param kind kind; null: Service
 * @param namespace namespace; null: that of the route
 * @param name name
 * @param port port of the Service; may be null for other kinds
 * @param weight share, 0..1,000,000; null: 1
 * @param filters what happens to requests on this way alone
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BackendReference(
    String group,
    String kind,
    String namespace,
    String name,
    Integer port,
    Integer weight,
    List<RouteFilter> filters) {

  public BackendReference {
    filters = Lists.orEmpty(filters);
  }

  /** The object it refers to. */
  public ObjectReference object() {
    return new ObjectReference(group, kind, namespace, name);
  }

  /** Its share. */
  public int weightOrDefault() {
    return weight == null ? 1 : weight;
  }
}
