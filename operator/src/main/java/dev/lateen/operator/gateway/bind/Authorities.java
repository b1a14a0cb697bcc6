package dev.lateen.operator.gateway.bind;

import dev.lateen.citadel.x509.InvalidCertificateException;
import dev.lateen.citadel.x509.Pem;
import dev.lateen.operator.gateway.api.Meta;
import dev.lateen.operator.gateway.api.ObjectReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The authorities that documents refer to.
 *
 * @param configMaps content of {@code ca.crt} by {@code namespace/name}
 * @param grants what may leave its namespace
 */
record Authorities(Map<String, String> configMaps, Grants grants) {
  private static final String INVALID = "InvalidCACertificateRef";

  /**
   * What references lead to.
   *
   * @param pem certificates of those that are valid; empty: none is
   * @param resolved whether every reference leads to one
   */
  record Found(Optional<String> pem, Finding resolved) {}

  /**
   * Finds authorities.
   *
   * @param from who refers to them
   * @param references where they are
   * @param invalidKind the API's reason for a reference to another kind
   */
  Found of(Meta from, List<ObjectReference> references, String invalidKind) {
    List<String> valid = new ArrayList<>();
    Optional<Finding> problem =
        references.isEmpty()
            ? Optional.of(Finding.unresolved(INVALID, "No authority is given."))
            : Optional.empty();
    for (ObjectReference reference : references) {
      Optional<Finding> found = problem(from, reference, invalidKind);
      if (found.isEmpty()) {
        valid.add(configMaps.get(id(from, reference)).strip() + "\n");
      }
      problem = problem.or(() -> found);
    }
    return new Found(
        Optional.of(String.join("", valid)).filter(pem -> !pem.isEmpty()),
        problem.orElseGet(Finding::resolved));
  }

  private Optional<Finding> problem(Meta from, ObjectReference reference, String invalidKind) {
    String id = id(from, reference);
    if (!reference.isTo("", "ConfigMap")) {
      return Optional.of(
          Finding.unresolved(
              invalidKind, "Authorities must be in a ConfigMap, and " + id + " is none."));
    }
    String namespace = reference.namespaceFrom(from.namespace());
    if (!grants.allow(from, "ConfigMap", namespace, reference.name())) {
      return Optional.of(
          Finding.unresolved(
              "RefNotPermitted",
              "No ReferenceGrant allows the reference to ConfigMap " + id + "."));
    }
    return holdsCertificates(configMaps.getOrDefault(id, ""))
        ? Optional.empty()
        : Optional.of(
            Finding.unresolved(
                INVALID,
                "There is no ConfigMap "
                    + id
                    + " with certificates in ca.crt that the operator may read."));
  }

  private static boolean holdsCertificates(String pem) {
    try {
      return !Pem.certificates(pem).isEmpty();
    } catch (InvalidCertificateException _) {
      return false;
    }
  }

  private static String id(Meta from, ObjectReference reference) {
    return reference.namespaceFrom(from.namespace()) + "/" + reference.name();
  }
}
