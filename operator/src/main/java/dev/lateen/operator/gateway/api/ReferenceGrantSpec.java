package dev.lateen.operator.gateway.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * ReferenceGrant.
 *
 * @param from who may refer
 * @param to what may be referred to
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReferenceGrantSpec(List<From> from, List<To> to) {

  public ReferenceGrantSpec {
    from = Lists.orEmpty(from);
    to = Lists.orEmpty(to);
  }

  /**
   * Who may refer.
   *
   * @param group API group
   * @param kind kind
   * @param namespace namespace
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record From(String group, String kind, String namespace) {}

  /**
   * What may be referred to, in the namespace of the grant.
   *
   * @param group API group, empty for the core's
   * @param kind kind
   * @param name name; null: every one
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record To(String group, String kind, String name) {}
}
