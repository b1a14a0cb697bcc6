package dev.lateen.crds;

import dev.lateen.crds.v1alpha1.IstioService;
import java.util.Optional;

/** Turns references to services into full names (TM-015). */
public final class Hostnames {
  /** The domain of services unless a reference names another. */
  public static final String DEFAULT_DOMAIN = "svc.cluster.local";

  private Hostnames() {}

  /**
   * The full name of a service.
   *
   * @param service a valid reference: {@code name} or {@code service} is set
   * @param ruleNamespace namespace of the rule that holds the reference, used where it names none
   * @return {@code service} as it stands, or {@code name.namespace.domain}
   * @throws IllegalArgumentException if neither {@code name} nor {@code service} is set
   */
  public static String of(IstioService service, String ruleNamespace) {
    return of(service, ruleNamespace, DEFAULT_DOMAIN);
  }

  /**
   * The full name of a service on a platform with its own domain.
   *
   * @param service a valid reference: {@code name} or {@code service} is set
   * @param ruleNamespace namespace of the rule that holds the reference, used where it names none
   * @param defaultDomain used where the reference names none
   * @return {@code service} as it stands, or {@code name.namespace.domain}
   * @throws IllegalArgumentException if neither {@code name} nor {@code service} is set
   */
  public static String of(IstioService service, String ruleNamespace, String defaultDomain) {
    if (service.service() != null) {
      return service.service();
    }
    if (service.name() == null) {
      throw new IllegalArgumentException("a service reference needs name or service");
    }
    return service.name()
        + "."
        + Optional.ofNullable(service.namespace()).orElse(ruleNamespace)
        + "."
        + Optional.ofNullable(service.domain()).orElse(defaultDomain);
  }
}
