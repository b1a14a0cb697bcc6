package dev.lateen.tour.mesh;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a mesh is made of, and where it listens.
 *
 * @param discoveryPort where the operator streams configuration
 * @param operatorPort where the operator answers HTTP
 * @param webhookPort where the operator would take admission reviews
 * @param identityPort where the operator issues certificates
 * @param instances each with a sidecar
 * @param gateway the ingress gateway, which leads to productpage
 */
public record Topology(
    int discoveryPort,
    int operatorPort,
    int webhookPort,
    int identityPort,
    List<Instance> instances,
    Gateway gateway) {
  /** Every service is called at this port. */
  public static final int SERVICE_PORT = 9080;

  private static final Map<String, List<String>> BOOKINFO =
      new TreeMap<>(
          Map.of(
              "productpage", List.of("v1"),
              "details", List.of("v1"),
              "reviews", List.of("v1", "v2", "v3"),
              "ratings", List.of("v1")));

  /** Takes a copy. */
  public Topology {
    instances = List.copyOf(instances);
  }

  /** The four services of Bookinfo, reviews in three versions, on free ports. */
  public static Topology bookinfo(FreePorts ports) {
    var instances =
        BOOKINFO.entrySet().stream()
            .flatMap(
                service ->
                    service.getValue().stream()
                        .map(version -> Instance.of(service.getKey(), version, ports)))
            .toList();
    return of(instances, ports);
  }

  /** These instances, and the rest on free ports. */
  public static Topology of(List<Instance> instances, FreePorts ports) {
    return new Topology(
        ports.next(),
        ports.next(),
        ports.next(),
        ports.next(),
        instances,
        new Gateway("gateway", ports.next(), ports.next()));
  }

  /** The instance whose workload has this name. */
  public Optional<Instance> instance(String name) {
    return instances.stream().filter(instance -> instance.name().equals(name)).findFirst();
  }

  /** The number of its proxies. */
  public int proxies() {
    return instances.size() + 1;
  }

  /**
   * The admin port of a proxy.
   *
   * @param workload an instance or the gateway
   */
  public int adminPort(String workload) {
    return instance(workload).map(Instance::adminPort).orElse(gateway.adminPort());
  }

  /** The documents of its mesh directory. */
  List<String> documents() {
    var services = instances.stream().map(Instance::service).collect(Collectors.toSet());
    return Stream.of(
            Stream.of(MESH, INGRESS),
            services.stream().map(Topology::service),
            instances.stream().map(Instance::workload),
            Stream.of(gateway.workload()))
        .flatMap(documents -> documents)
        .toList();
  }

  private static String service(String name) {
    return """
        apiVersion: v1
        kind: Service
        metadata:
          name: %1$s
          labels:
            app: %1$s
        spec:
          selector:
            app: %1$s
          ports:
            - name: http
              port: %2$d
              targetPort: http
        """
        .formatted(name, SERVICE_PORT);
  }

  private static final String MESH =
      """
      apiVersion: lateen.dev/v1alpha1
      kind: ServiceMesh
      metadata:
        name: mesh
      spec: {}
      """;

  private static final String INGRESS =
      """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: bookinfo
      spec:
        ingressClassName: lateen
        rules:
          - http:
              paths:
                - path: /
                  pathType: Prefix
                  backend:
                    service:
                      name: productpage
                      port:
                        name: http
      """;
}
