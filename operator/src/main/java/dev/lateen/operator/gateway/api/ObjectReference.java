package dev.lateen.operator.gateway.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;

/**
 * A reference to an object.
 *
 * @param group API group; null: the default of the place
 * @param kind kind; null: the default of the place
 * @param namespace namespace; null: that of who refers
 * @param name name
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ObjectReference(String group, String kind, String namespace, String name) {

  /** Whether it is to a kind of a group, with these as the defaults. */
  public boolean isTo(String wantedGroup, String wantedKind) {
    return Objects.requireNonNullElse(group, wantedGroup).equals(wantedGroup)
        && Objects.requireNonNullElse(kind, wantedKind).equals(wantedKind);
  }

  /** The namespace, seen from another. */
  public String namespaceFrom(String local) {
    return namespace == null || namespace.isEmpty() ? local : namespace;
  }
}
