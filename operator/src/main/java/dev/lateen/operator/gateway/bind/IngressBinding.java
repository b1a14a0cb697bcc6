package dev.lateen.operator.gateway.bind;

import dev.lateen.operator.gateway.model.EdgeTls;
import java.util.List;

/**
 * What became of the certificates of Ingresses.
 *
 * @param model what the ingress gateway is told from
 * @param troubles what is wrong, by Ingress
 */
public record IngressBinding(EdgeTls model, List<Trouble> troubles) {
  /** Where no Ingress has a certificate. */
  public static final IngressBinding NONE = new IngressBinding(EdgeTls.NONE, List.of());

  public IngressBinding {
    troubles = List.copyOf(troubles);
  }

  /**
   * Something in an Ingress that is not served as it asks.
   *
   * @param ingress {@code namespace/name}
   * @param reason why, in one word
   * @param message why, for people; names no key
   */
  public record Trouble(String ingress, String reason, String message) {}
}
