package dev.lateen.operator.gateway.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * How clients of listeners are verified.
 *
 * @param caCertificateRefs ConfigMaps with certificates of authorities in {@code ca.crt}
 * @param mode AllowValidOnly (default), or one that is not known here
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ClientValidation(List<ObjectReference> caCertificateRefs, String mode) {

  public ClientValidation {
    caCertificateRefs = Lists.orEmpty(caCertificateRefs);
  }

  /** Whether clients without a valid certificate are refused. */
  public boolean validOnly() {
    return mode == null || mode.equals("AllowValidOnly");
  }
}
