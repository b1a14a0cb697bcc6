package dev.lateen.operator.gateway.bind;

import dev.lateen.operator.gateway.api.BackendTlsPolicySpec.Validation;
import dev.lateen.operator.gateway.api.Meta;
import dev.lateen.operator.gateway.api.ObjectReference;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The authorities that policies refer to.
 *
 * @param configMaps content of {@code ca.crt} by {@code namespace/name}
 */
record Authorities(Map<String, String> configMaps) {

  /**
   * What references lead to.
   *
   * @param usable whether there is an authority to verify by
   * @param pem certificates; empty: the public authorities
   * @param resolved whether every reference leads to one
   */
  record Found(boolean usable, Optional<String> pem, Finding resolved) {}

  Found of(Meta policy, Validation validation) {
    if (validation.caCertificateRefs().isEmpty()) {
      return "System".equals(validation.wellKnownCACertificates())
          ? new Found(true, Optional.empty(), Finding.resolved())
          : new Found(
              false,
              Optional.empty(),
              Finding.unresolved("InvalidCACertificateRef", "No authority is given."));
    }
    List<String> valid = new ArrayList<>();
    Optional<Finding> problem = Optional.empty();
    for (ObjectReference reference : validation.caCertificateRefs()) {
      Optional<Finding> found = problem(policy, reference);
      if (found.isEmpty()) {
        valid.add(configMaps.get(id(policy, reference)).strip());
      }
      problem = problem.or(() -> found);
    }
    return new Found(
        !valid.isEmpty(),
        Optional.of(String.join("\n", valid) + "\n"),
        problem.orElseGet(Finding::resolved));
  }

  private Optional<Finding> problem(Meta policy, ObjectReference reference) {
    if (!reference.isTo("", "ConfigMap")) {
      return Optional.of(
          Finding.unresolved(
              "InvalidKind",
              "Authorities must be in a ConfigMap, and " + reference.name() + " is none."));
    }
    String id = id(policy, reference);
    return holdsCertificates(configMaps.getOrDefault(id, ""))
        ? Optional.empty()
        : Optional.of(
            Finding.unresolved(
                "InvalidCACertificateRef",
                "There is no ConfigMap "
                    + id
                    + " with certificates in ca.crt that the operator may read."));
  }

  private static boolean holdsCertificates(String pem) {
    var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    try {
      return !CertificateFactory.getInstance("X.509").generateCertificates(bytes).isEmpty();
    } catch (CertificateException _) {
      return false;
    }
  }

  private static String id(Meta policy, ObjectReference reference) {
    return policy.namespace() + "/" + reference.name();
  }
}
