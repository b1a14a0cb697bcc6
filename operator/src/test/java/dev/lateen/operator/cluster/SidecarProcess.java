package dev.lateen.operator.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The packaged sidecar of a Workload, as a process of its own on loopback. */
record SidecarProcess(Process process) implements AutoCloseable {
  private static final Path JAR = Path.of("../sidecar/target/quarkus-app/quarkus-run.jar");

  /**
   * Applies a Workload, version v1 of an application called reviews.
   *
   * @param ports of the application, and where its sidecar takes what goes out and what comes in
   */
  static void workload(Cluster cluster, String namespace, String name, List<Integer> ports) {
    cluster.apply(
        namespace,
        """
        apiVersion: lateen.dev/v1alpha1
        kind: Workload
        metadata: {name: %s}
        spec:
          address: 127.0.0.1
          labels: {app: reviews, version: v1}
          ports: {http: %d}
          sidecar: {outboundPort: %d, inboundPorts: {http: %d}}
        """
            .formatted(name, ports.get(0), ports.get(1), ports.get(2)));
  }

  /** Starts the sidecar of a Workload; the test is skipped where it is not built. */
  static SidecarProcess start(String namespace, String name, int discoveryPort) {
    return start(
        Map.of(
            "LATEEN_NODE_NAME",
            name,
            "LATEEN_NODE_NAMESPACE",
            namespace,
            "LATEEN_DISCOVERY_ADDRESS",
            "127.0.0.1:" + discoveryPort,
            "LATEEN_ADMIN_PORT",
            "0"),
        Path.of("target/cluster-it/sidecar-" + name + ".log"));
  }

  /** Skips the test where the sidecar is not built. */
  static void assumeBuilt() {
    Assumptions.assumeTrue(
        Files.exists(JAR), "SKIPPED: the sidecar is not built: mvn -pl sidecar -am package");
  }

  /** Starts a sidecar with these variables; the test is skipped where it is not built. */
  static SidecarProcess start(Map<String, String> environment, Path log) {
    assumeBuilt();
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            JAR.toString());
    builder.environment().putAll(environment);
    try {
      return new SidecarProcess(
          builder.redirectErrorStream(true).redirectOutput(log.toFile()).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
