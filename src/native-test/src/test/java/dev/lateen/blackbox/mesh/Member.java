package dev.lateen.blackbox.mesh;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An instance beside those of the topology.
 *
 * @param namespace of its workload
 * @param name of its workload
 * @param labels of its workload
 * @param ports where its application listens on the loopback address, by name
 * @param sidecar whether it has a sidecar of its own
 * @param upstreams TCP services that its sidecar offers on local ports, each in flow style
 * @param settings variables of its sidecar's process, beside those that every sidecar has
 * @param more further lines of the spec, each a field in block or flow style
 */
public record Member(
    String namespace,
    String name,
    Map<String, String> labels,
    Map<String, Integer> ports,
    boolean sidecar,
    List<String> upstreams,
    Map<String, String> settings,
    List<String> more) {
  private static final String NODE_TYPE = "LATEEN_NODE_TYPE";

  /** Sorts labels and ports, so that the document is always the same. */
  public Member {
    labels = new TreeMap<>(labels);
    ports = new TreeMap<>(ports);
    upstreams = List.copyOf(upstreams);
    settings = Map.copyOf(settings);
    more = List.copyOf(more);
  }

  /** An instance in the namespace default with the label {@code app}, without port or sidecar. */
  public static Member of(String name, String app) {
    return new Member(
        "default", name, Map.of("app", app), Map.of(), false, List.of(), Map.of(), List.of());
  }

  /** The same in another namespace. */
  public Member in(String other) {
    return new Member(other, name, labels, ports, sidecar, upstreams, settings, more);
  }

  /** The same with one more label. */
  public Member label(String key, String value) {
    var all = new TreeMap<>(labels);
    all.put(key, value);
    return new Member(namespace, name, all, ports, sidecar, upstreams, settings, more);
  }

  /** The same with one more port. */
  public Member port(String portName, int port) {
    var all = new TreeMap<>(ports);
    all.put(portName, port);
    return new Member(namespace, name, labels, all, sidecar, upstreams, settings, more);
  }

  /** The same with a sidecar. */
  public Member withSidecar() {
    return new Member(namespace, name, labels, ports, true, upstreams, settings, more);
  }

  /**
   * The same as a gateway of the mesh: the proxy itself listens on its ports.
   *
   * @param kind {@code ingress} or {@code egress}
   */
  public Member asGateway(String kind) {
    return label("lateen.dev/gateway", kind).setting(NODE_TYPE, kind).withSidecar();
  }

  /** Whether its proxy is a gateway, so that nothing stands behind it. */
  boolean gateway() {
    return settings.containsKey(NODE_TYPE);
  }

  /** The same with a TCP service on a local port of its sidecar. */
  public Member upstream(String service, int port, int localPort) {
    var all = new ArrayList<>(upstreams);
    all.add("{service: %s, port: %d, localPort: %d}".formatted(service, port, localPort));
    return new Member(namespace, name, labels, ports, sidecar, all, settings, more);
  }

  /** The same with one more variable of its sidecar's process. */
  public Member setting(String variable, String value) {
    var all = new TreeMap<>(settings);
    all.put(variable, value);
    return new Member(namespace, name, labels, ports, sidecar, upstreams, all, more);
  }

  /** The same with one more line in its spec, such as {@code locality: {region: r1}}. */
  public Member with(String line) {
    var lines = new ArrayList<>(more);
    lines.add(line);
    return new Member(namespace, name, labels, ports, sidecar, upstreams, settings, lines);
  }

  /** Its Workload; the sidecar's part is given where it has one. */
  String document(String sidecarPart) {
    return """
        apiVersion: lateen.dev/v1alpha1
        kind: Workload
        metadata:
          name: %s
          namespace: %s
        spec:
          address: 127.0.0.1
          labels: %s
          ports: %s
        """
            .formatted(name, namespace, flow(labels), flow(ports))
        + more.stream().map(line -> "  " + line + "\n").collect(Collectors.joining())
        + sidecarPart;
  }

  private static String flow(Map<String, ?> map) {
    return map.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
