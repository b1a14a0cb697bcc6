package dev.lateen.operator.gateway.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What a route attaches to.
 *
 * @param group API group; null: the Gateway API's
 * @param kind kind; null: Gateway
 * @param namespace namespace; null: that of the route
 * @param name name
 * @param sectionName a listener, or a port of a Service; null: all
 * @param port a port; null: all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ParentReference(
    String group, String kind, String namespace, String name, String sectionName, Integer port) {

  /** The object it refers to. */
  public ObjectReference object() {
    return new ObjectReference(group, kind, namespace, name);
  }
}
