package dev.lateen.tour.mesh;

/**
 * The ingress gateway.
 *
 * @param name name of its workload
 * @param port where it takes calls from outside
 * @param adminPort admin port
 */
public record Gateway(String name, int port, int adminPort) {
  /** Its Workload, as a document of the mesh directory. */
  public String workload() {
    return """
        apiVersion: lateen.dev/v1alpha1
        kind: Workload
        metadata:
          name: %s
        spec:
          address: 127.0.0.1
          labels:
            lateen.dev/gateway: ingress
          ports:
            http: %d
        """
        .formatted(name, port);
  }
}
