package dev.lateen.operator.discovery.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.BoolValue;
import dev.lateen.citadel.serving.SelfSignedAuthority;
import dev.lateen.citadel.serving.ServingRequest;
import dev.lateen.operator.discovery.compile.ProxySnapshot;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.Secret;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A snapshot as one static Envoy configuration: route tables stand where RDS was asked for, load
 * assignments where EDS was, secrets beside them where SDS was, with a certificate for the proxy.
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
            .collect(Collectors.toMap(RouteConfiguration::getName, StaticBootstrap::table));
    inlineRoutes(listeners, routes);
    nameSecrets(listeners);
    resources.set("listeners", listeners);
    ArrayNode clusters = ProtoYaml.tree(snapshot.clusters());
    Map<String, ClusterLoadAssignment> endpoints =
        snapshot.endpoints().stream()
            .collect(Collectors.toMap(ClusterLoadAssignment::getClusterName, Function.identity()));
    clusters.forEach(cluster -> inlineEndpoints((ObjectNode) cluster, endpoints));
    nameSecrets(clusters);
    resources.set("clusters", clusters);
    if (!snapshot.secrets().isEmpty()) {
      resources.set("secrets", ProtoYaml.tree(snapshot.secrets()).add(own()));
    }
    return root;
  }

  /** As by RDS, a table may name a cluster that does not exist where it says what is answered. */
  private static JsonNode table(RouteConfiguration table) {
    boolean answered =
        table.getVirtualHostsList().stream()
            .flatMap(host -> host.getRoutesList().stream())
            .anyMatch(route -> route.getRoute().getClusterNotFoundResponseCodeValue() != 0);
    return ProtoYaml.tree(
        answered ? table.toBuilder().setValidateClusters(BoolValue.of(false)).build() : table);
  }

  private static void inlineRoutes(JsonNode node, Map<String, JsonNode> routes) {
    if (node instanceof ObjectNode object && object.has("rds")) {
      String name = object.remove("rds").get("route_config_name").asText();
      object.set("route_config", routes.get(name));
    }
    node.forEach(child -> inlineRoutes(child, routes));
  }

  /** A secret without a source is one of the static ones. */
  private static void nameSecrets(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("sds_config");
    }
    node.forEach(StaticBootstrap::nameSecrets);
  }

  private static JsonNode own() {
    var issued =
        new SelfSignedAuthority(Clock.systemUTC(), new SecureRandom())
            .issueServing(
                new ServingRequest("proxy", Set.of("proxy"), Set.of(), Duration.ofHours(1)))
            .serving();
    return ProtoYaml.tree(
        Secret.newBuilder()
            .setName("default")
            .setTlsCertificate(
                TlsCertificate.newBuilder()
                    .setCertificateChain(
                        DataSource.newBuilder().setInlineString(issued.certificate()))
                    .setPrivateKey(DataSource.newBuilder().setInlineString(issued.privateKey())))
            .build());
  }

  private static void inlineEndpoints(
      ObjectNode cluster, Map<String, ClusterLoadAssignment> endpoints) {
    if (cluster.remove("eds_cluster_config") != null) {
      cluster.put("type", "STATIC");
      cluster.set("load_assignment", ProtoYaml.tree(endpoints.get(cluster.get("name").asText())));
    }
  }
}
