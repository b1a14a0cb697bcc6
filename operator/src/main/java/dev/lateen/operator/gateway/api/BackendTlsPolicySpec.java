package dev.lateen.operator.gateway.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * BackendTLSPolicy: gateways speak TLS to the Services it names.
 *
 * @param targetRefs the Services
 * @param validation how a server is verified
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BackendTlsPolicySpec(List<Target> targetRefs, Validation validation) {

  public BackendTlsPolicySpec {
    targetRefs = Lists.orEmpty(targetRefs);
  }

  /**
   * A Service of the namespace of the policy.
   *
   * @param group API group, empty for the core's
   * @param kind kind
   * @param name name
   * @param sectionName name of a port; null: all ports
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Target(String group, String kind, String name, String sectionName) {}

  /**
   * How a server is verified.
   *
   * @param caCertificateRefs ConfigMaps with certificates of authorities in {@code ca.crt}
   * @param wellKnownCACertificates System: the public authorities; null: those of the references
   * @param hostname the name the server is asked for, and verified by where no other is given
   * @param subjectAltNames names of which the server must have one; empty: the host name
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Validation(
      List<ObjectReference> caCertificateRefs,
      String wellKnownCACertificates,
      String hostname,
      List<SubjectAltName> subjectAltNames) {
    public Validation {
      caCertificateRefs = Lists.orEmpty(caCertificateRefs);
      subjectAltNames = Lists.orEmpty(subjectAltNames);
    }
  }

  /**
   * A name of a server.
   *
   * @param type Hostname or URI
   * @param hostname host name, {@code *.example.com} for those below; null for URI
   * @param uri URI, such as a SPIFFE ID; null for Hostname
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record SubjectAltName(String type, String hostname, String uri) {}
}
