package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.platform.model.InstanceKey;

/**
 * Who a proxy says it is, as far as it changes what it is told.
 *
 * @param nodeId xDS node id, {@code type~ip~name.namespace~domain} (TM-144)
 * @param type what kind of proxy it is
 * @param instance the instance it serves; everything else about it is looked up there
 * @param capture how traffic reaches it
 * @param svid whether it gets an identity of the mesh, so that it can speak mutual TLS
 * @param ipv6 whether its machine has IPv6, so that what is captured may come by it
 * @param workloadApi whether applications ask it for the identity of their workload
 * @param authorities file on the proxy's machine with the certificates of public authorities
 */
public record ProxyIdentity(
    String nodeId,
    Type type,
    InstanceKey instance,
    Capture capture,
    boolean svid,
    boolean workloadApi,
    boolean ipv6,
    String authorities) {

  /** Where Debian, Ubuntu and Alpine keep the certificates of public authorities. */
  public static final String DEFAULT_AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt";

  /** The kinds of proxies (TM-144). */
  public enum Type {
    SIDECAR,
    INGRESS,
    EGRESS;

    /** As node ids write it. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** How traffic reaches a sidecar. */
  public enum Capture {
    /** The application names it as its HTTP proxy (TM-167). */
    EXPLICIT,
    /** Connections are redirected to it and keep their original destination (TM-191). */
    ORIGINAL_DESTINATION
  }
}
