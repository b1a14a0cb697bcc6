package dev.lateen.operator.gateway.bind;

import dev.lateen.operator.gateway.api.GatewaySpec.Listener;
import dev.lateen.operator.gateway.api.Meta;
import dev.lateen.operator.gateway.api.ObjectReference;
import dev.lateen.operator.gateway.api.TlsSecret;
import dev.lateen.operator.gateway.model.GatewayListener.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The certificates of listeners.
 *
 * @param secrets by {@code namespace/name}
 * @param grants what may leave its namespace
 */
record Certificates(Map<String, TlsSecret> secrets, Grants grants) {
  private static final String INVALID = "InvalidCertificateRef";

  /**
   * What references lead to.
   *
   * @param certificates those that are valid
   * @param resolved whether all are
   */
  record Found(List<Certificate> certificates, Finding resolved) {}

  /** The certificates of a listener; it needs some exactly where it ends TLS. */
  Found of(Meta gateway, Listener listener) {
    boolean terminates =
        listener.protocol().equals("HTTPS")
            || listener.protocol().equals("TLS") && !listener.passesThrough();
    if (!terminates) {
      return new Found(List.of(), Finding.resolved());
    }
    if (listener.tls() == null || listener.tls().certificateRefs().isEmpty()) {
      return new Found(
          List.of(), Finding.unresolved(INVALID, "The listener ends TLS and has no certificate."));
    }
    var valid = new ArrayList<Certificate>();
    Optional<Finding> problem = Optional.empty();
    for (ObjectReference reference : listener.tls().certificateRefs()) {
      Optional<Certificate> certificate =
          Optional.ofNullable(secrets.get(id(gateway, reference))).flatMap(KeyPairs::read);
      Optional<Finding> found = problem(gateway, reference, certificate.isPresent());
      if (found.isEmpty()) {
        certificate.ifPresent(valid::add);
      }
      problem = problem.or(() -> found);
    }
    return new Found(valid, problem.orElseGet(Finding::resolved));
  }

  private Optional<Finding> problem(Meta gateway, ObjectReference reference, boolean holdsPair) {
    String id = id(gateway, reference);
    if (!reference.isTo("", "Secret")) {
      return Optional.of(
          Finding.unresolved(INVALID, "A certificate must be a Secret, and " + id + " is none."));
    }
    String namespace = reference.namespaceFrom(gateway.namespace());
    if (!grants.allow(gateway, "Secret", namespace, reference.name())) {
      return Optional.of(
          Finding.unresolved(
              "RefNotPermitted", "No ReferenceGrant allows the reference to Secret " + id + "."));
    }
    return holdsPair
        ? Optional.empty()
        : Optional.of(
            Finding.unresolved(
                INVALID,
                "There is no Secret "
                    + id
                    + " of type kubernetes.io/tls with a certificate in tls.crt and its"
                    + " unencrypted key in tls.key."));
  }

  private static String id(Meta gateway, ObjectReference reference) {
    return reference.namespaceFrom(gateway.namespace()) + "/" + reference.name();
  }
}
