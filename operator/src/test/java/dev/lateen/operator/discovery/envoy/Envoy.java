package dev.lateen.operator.discovery.envoy;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A stock Envoy that takes its configuration from our discovery. */
final class Envoy implements AutoCloseable {
  private static final Pattern COMPLAINT = Pattern.compile("\\[(warning|error|critical)]");

  private static final String ADMIN = "admin-address";

  private final Process process;
  private final Path directory;
  private final Path log;

  private Envoy(Process process, Path directory, Path log) {
    this.process = process;
    this.directory = directory;
    this.log = log;
  }

  static Optional<String> binary() {
    return Optional.ofNullable(System.getenv("LATEEN_ENVOY"));
  }

  /**
   * Starts one.
   *
   * @param apiType GRPC or DELTA_GRPC
   */
  static Envoy start(Path directory, String nodeId, int discoveryPort, String apiType)
      throws IOException {
    Path bootstrap = directory.resolve("bootstrap.yaml");
    Files.writeString(bootstrap, bootstrap(nodeId, discoveryPort, apiType));
    Path log = directory.resolve("envoy.log");
    Process process =
        new ProcessBuilder(
                binary().orElseThrow(),
                "-c",
                bootstrap.toString(),
                "--log-level",
                "warning",
                "--concurrency",
                "1",
                "--admin-address-path",
                directory.resolve(ADMIN).toString(),
                "--use-dynamic-base-id")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new Envoy(process, directory, log);
  }

  /** What it complained about so far. */
  List<String> complaints() throws IOException {
    return Files.readAllLines(log).stream().filter(COMPLAINT.asPredicate()).toList();
  }

  /** What it says at a path of its admin port. */
  String admin(String path) throws IOException {
    var address = URI.create("http://" + Files.readString(directory.resolve(ADMIN)).strip());
    try (var in = address.resolve(path).toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    process.destroy();
    await().atMost(Duration.ofSeconds(10)).until(() -> !process.isAlive());
  }

  private static String bootstrap(String nodeId, int discoveryPort, String apiType) {
    return """
        node:
          id: %s
          cluster: test
        admin:
          address:
            socket_address: {address: 127.0.0.1, port_value: 0}
        dynamic_resources:
          ads_config:
            api_type: %s
            transport_api_version: V3
            set_node_on_first_message_only: true
            grpc_services:
            - envoy_grpc: {cluster_name: discovery}
          cds_config: {ads: {}, resource_api_version: V3}
          lds_config: {ads: {}, resource_api_version: V3}
        static_resources:
          clusters:
          - name: discovery
            type: STATIC
            connect_timeout: 1s
            load_assignment:
              cluster_name: discovery
              endpoints:
              - lb_endpoints:
                - endpoint:
                    address:
                      socket_address: {address: 127.0.0.1, port_value: %d}
            typed_extension_protocol_options:
              envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
                "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
                explicit_http_config:
                  http2_protocol_options: {}
        overload_manager:
          resource_monitors:
          - name: envoy.resource_monitors.global_downstream_max_connections
            typed_config:
              "@type": type.googleapis.com/envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig
              max_active_downstream_connections: 1000
        """
        .formatted(nodeId, apiType, discoveryPort);
  }
}
