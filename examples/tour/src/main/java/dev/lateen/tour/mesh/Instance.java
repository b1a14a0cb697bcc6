package dev.lateen.tour.mesh;

import java.util.Map;

/**
 * One instance of a service with its sidecar, all on loopback.
 *
 * @param name name of its workload, such as {@code reviews-v1}
 * @param service label {@code app}, and the name of its Service
 * @param version label {@code version}
 * @param applicationPort where the application listens
 * @param inboundPort where its sidecar takes calls for it
 * @param outboundPort its sidecar as the explicit HTTP proxy of the application
 * @param adminPort admin port of its sidecar
 */
public record Instance(
    String name,
    String service,
    String version,
    int applicationPort,
    int inboundPort,
    int outboundPort,
    int adminPort) {
  private static final String LOOPBACK = "127.0.0.1";

  /** An instance on free ports, called {@code <service>-<version>}. */
  public static Instance of(String service, String version, FreePorts ports) {
    return new Instance(
        service + "-" + version,
        service,
        version,
        ports.next(),
        ports.next(),
        ports.next(),
        ports.next());
  }

  /** Its Workload, as a document of the mesh directory. */
  public String workload() {
    return """
        apiVersion: lateen.dev/v1alpha1
        kind: Workload
        metadata:
          name: %s
        spec:
          address: %s
          labels:
            app: %s
            version: %s
          serviceAccount: bookinfo-%s
          ports:
            http: %d
          sidecar:
            outboundPort: %d
            inboundPorts:
              http: %d
        """
        .formatted(
            name, LOOPBACK, service, version, service, applicationPort, outboundPort, inboundPort);
  }

  /** What the sample application needs to know, calling others through its sidecar. */
  Map<String, String> applicationSettings() {
    return Map.of(
        "PORT",
        Integer.toString(applicationPort),
        "BIND_ADDRESS",
        LOOPBACK,
        "VERSION",
        version,
        "INSTANCE_NAME",
        name,
        "DETAILS_URL",
        "http://details:9080",
        "REVIEWS_URL",
        "http://reviews:9080",
        "RATINGS_URL",
        "http://ratings:9080",
        "http_proxy",
        "http://" + LOOPBACK + ":" + outboundPort);
  }

  /** How its process is called. */
  public String sidecarProcess() {
    return name + "-sidecar";
  }
}
