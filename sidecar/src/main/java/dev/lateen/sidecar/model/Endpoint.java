package dev.lateen.sidecar.model;

import java.util.Map;

/**
 * An instance.
 *
 * @param address IP address, or a name in a DNS cluster
 * @param port 1..65535
 * @param weight 1 or more
 * @param locality where it runs
 * @param healthy whether it may be chosen
 * @param labels by which a cluster chooses the transport to it (xDS metadata {@code
 *     envoy.transport_socket_match})
 */
public record Endpoint(
    String address,
    int port,
    int weight,
    Locality locality,
    boolean healthy,
    Map<String, String> labels) {
  /** Checks port and weight. */
  public Endpoint {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "endpoint " + address + ": port " + port + " is not in 1..65535");
    }
    if (weight < 1) {
      throw new IllegalArgumentException(
          "endpoint " + address + ":" + port + ": weight " + weight + " is below 1");
    }
    labels = Map.copyOf(labels);
  }

  /** Without labels. */
  public Endpoint(String address, int port, int weight, Locality locality, boolean healthy) {
    this(address, port, weight, locality, healthy, Map.of());
  }

  /** A healthy endpoint of weight 1, nowhere in particular. */
  public static Endpoint of(String address, int port) {
    return new Endpoint(address, port, 1, Locality.NONE, true);
  }

  /** The same, not to be chosen. */
  public Endpoint unhealthy() {
    return new Endpoint(address, port, weight, locality, false, labels);
  }

  /** The same with labels. */
  public Endpoint withLabels(Map<String, String> others) {
    return new Endpoint(address, port, weight, locality, healthy, others);
  }
}
