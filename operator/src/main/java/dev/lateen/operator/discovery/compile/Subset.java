package dev.lateen.operator.discovery.compile;

import java.util.Map;

/**
 * The instances of a service that have some labels, on one port: what a cluster stands for.
 *
 * @param hostname full name of the service
 * @param port service port
 * @param labels labels an instance must have; empty for all instances
 */
record Subset(String hostname, int port, Map<String, String> labels) {

  Subset {
    labels = Map.copyOf(labels);
  }

  static Subset all(String hostname, int port) {
    return new Subset(hostname, port, Map.of());
  }

  /** The name of its cluster, {@code outbound|<port>|<labels>|<hostname>}. */
  String clusterName() {
    return "outbound|%d|%s|%s".formatted(port, Labels.text(labels), hostname);
  }
}
