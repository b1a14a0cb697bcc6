package dev.lateen.blackbox.smoke;

import dev.lateen.tour.mesh.FreePorts;
import dev.lateen.tour.mesh.Instance;
import dev.lateen.tour.mesh.LocalMesh;
import dev.lateen.tour.mesh.Programs;
import dev.lateen.tour.mesh.Topology;
import dev.lateen.tour.process.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * An operator, a sidecar that takes redirected connections, and an application, all inside a
 * network namespace. The application is the service "web" at the address {@value #ADDRESS}.
 */
final class CapturedMesh implements AutoCloseable {
  private static final String ADDRESS = "10.99.0.2";
  private static final Duration START = Duration.ofSeconds(120);

  private final NetworkNamespace namespace;
  private final LocalMesh mesh;

  CapturedMesh(Programs programs, NetworkNamespace namespace) {
    this.namespace = namespace;
    var ports = new FreePorts(RandomGenerator.getDefault());
    var application = Instance.of("ratings", "v1", ports);
    mesh =
        LocalMesh.create(
            programs.within(namespace.prefix()), Topology.of(List.of(application), ports));
    mesh.files().apply(documents(application.applicationPort()));
    mesh.startOperator();
    mesh.startApplication(application);
    mesh.startSidecar(
        "captured",
        "default",
        "client",
        ports.next(),
        Map.of("LATEEN_CAPTURE", "ORIGINAL_DESTINATION"));
  }

  private static String documents(int port) {
    return """
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec:
          clusterIP: %s
          selector: {app: web}
          ports: [{name: http, port: 80}]
        ---
        apiVersion: lateen.dev/v1alpha1
        kind: Workload
        metadata:
          name: web
        spec:
          address: 127.0.0.1
          labels: {app: web}
          ports: {http: %d}
        ---
        apiVersion: lateen.dev/v1alpha1
        kind: Workload
        metadata:
          name: client
        spec:
          address: 127.0.0.1
          labels: {app: client}
        """
        .formatted(ADDRESS, port);
  }

  /** Lets every request for the service be refused with a status. */
  void abortWith(int status) {
    mesh.files()
        .apply(
            """
            apiVersion: lateen.dev/v1alpha1
            kind: RouteRule
            metadata:
              name: web
            spec:
              destination: {name: web}
              httpFault: {abort: {httpStatus: %d}}
            """
                .formatted(status));
  }

  /** Waits until an application that knows of no proxy is answered with this status. */
  void awaitStatus(int wanted) {
    Await.until("the status " + wanted, START, () -> status().equals(Integer.toString(wanted)));
  }

  private String status() {
    var url = "http://" + ADDRESS + "/health";
    var curl = "curl -s -m 5 -o /dev/null -w %{http_code} " + url;
    return namespace.inside(curl.split(" ")).output().strip();
  }

  @Override
  public void close() {
    mesh.close();
  }
}
