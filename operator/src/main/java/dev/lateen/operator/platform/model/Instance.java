package dev.lateen.operator.platform.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A running instance of an application: a Pod or a Workload.
 *
 * @param key namespace and name
 * @param address IP address
 * @param labels labels that rules and services select by
 * @param serviceAccount the account it runs as (AU-001)
 * @param locality where it runs
 * @param weight relative share of traffic inside its locality, 1..128
 * @param applicationPorts port name to the port the application listens on
 * @param sidecar how its sidecar is reached, empty when it has none or when traffic is captured
 * @param identity whether its sidecar gets an identity, so that it takes mutual TLS
 */
public record Instance(
    InstanceKey key,
    String address,
    Map<String, String> labels,
    String serviceAccount,
    Locality locality,
    int weight,
    Map<String, Integer> applicationPorts,
    Optional<ExplicitSidecar> sidecar,
    boolean identity) {
  /**
   * The label of an instance whose traffic is captured by a sidecar with an identity; its value is
   * {@code true}.
   */
  public static final String IDENTITY_LABEL = "lateen.dev/identity";

  /** The label that says which gateway of the mesh an instance is, if any. */
  public static final String GATEWAY_LABEL = "lateen.dev/gateway";

  /** Value of {@link #GATEWAY_LABEL} of the gateway by which calls leave the mesh. */
  public static final String EGRESS = "egress";

  public Instance {
    labels = Map.copyOf(labels);
    applicationPorts = Map.copyOf(applicationPorts);
  }

  /** Whether labels say that traffic is captured by a sidecar with an identity. */
  public static boolean hasIdentity(Map<String, String> labels) {
    return "true".equals(labels.get(IDENTITY_LABEL));
  }

  /**
   * A sidecar that is addressed by its own ports instead of by captured traffic (TM-167).
   *
   * @param outboundPort loopback port of the explicit HTTP proxy
   * @param inboundPorts port name to the port where the sidecar takes it
   * @param upstreams TCP services offered to the application on a loopback port
   */
  public record ExplicitSidecar(
      OptionalInt outboundPort, Map<String, Integer> inboundPorts, List<Upstream> upstreams) {

    public ExplicitSidecar {
      inboundPorts = Map.copyOf(inboundPorts);
      upstreams = List.copyOf(upstreams);
    }
  }

  /**
   * A TCP service reached by a loopback port.
   *
   * @param hostname fully qualified name of the service
   * @param port service port
   * @param localPort where the sidecar listens
   */
  public record Upstream(String hostname, int port, int localPort) {}
}
