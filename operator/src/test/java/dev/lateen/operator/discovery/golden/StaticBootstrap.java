package dev.lateen.operator.discovery.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.operator.discovery.compile.ProxySnapshot;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A snapshot as one static Envoy configuration: route tables stand where RDS was asked for, load
 * assignments where EDS was.
 */
final class StaticBootstrap {
  private static final Path DIRECTORY = Path.of("target/envoy-golden");

  private StaticBootstrap() {}

  static Path write(Scenario scenario) {
    try {
      Files.createDirectories(DIRECTORY);
      Path file = DIRECTORY.resolve(scenario.name() + ".yaml");
      return Files.writeString(file, ProtoYaml.text(bootstrap(scenario.compile())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode bootstrap(ProxySnapshot snapshot) {
    var root = new ObjectMapper().createObjectNode();
    ObjectNode resources = root.putObject("static_resources");
    ArrayNode listeners = ProtoYaml.tree(snapshot.listeners());
    Map<String, JsonNode> routes =
        snapshot.routes().stream()
            .collect(Collectors.toMap(RouteConfiguration::getName, ProtoYaml::tree));
    inlineRoutes(listeners, routes);
    resources.set("listeners", listeners);
    ArrayNode clusters = ProtoYaml.tree(snapshot.clusters());
    Map<String, ClusterLoadAssignment> endpoints =
        snapshot.endpoints().stream()
            .collect(Collectors.toMap(ClusterLoadAssignment::getClusterName, Function.identity()));
    clusters.forEach(cluster -> inlineEndpoints((ObjectNode) cluster, endpoints));
    resources.set("clusters", clusters);
    return root;
  }

  private static void inlineRoutes(JsonNode node, Map<String, JsonNode> routes) {
    if (node instanceof ObjectNode object && object.has("rds")) {
      String name = object.remove("rds").get("route_config_name").asText();
      object.set("route_config", routes.get(name));
    }
    node.forEach(child -> inlineRoutes(child, routes));
  }

  private static void inlineEndpoints(
      ObjectNode cluster, Map<String, ClusterLoadAssignment> endpoints) {
    if (cluster.remove("eds_cluster_config") != null) {
      cluster.put("type", "STATIC");
      cluster.set("load_assignment", ProtoYaml.tree(endpoints.get(cluster.get("name").asText())));
    }
  }
}
