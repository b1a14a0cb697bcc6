package dev.lateen.sidecar.config;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a kubelet may ask the sidecar (docs/architecture.md, "Probes").
 *
 * @param port {@code LATEEN_PROBE_PORT}: on the node's address. Default 0: nothing can be asked
 * @param targets {@code LATEEN_PROBES}: probes of the application, as injection writes them.
 *     Default none
 */
public record ProbeConfig(int port, List<ProbeTarget> targets) {
  private static final int HIGHEST_PORT = 65_535;
  private static final int MOST_SECONDS = 3_600;

  /** Takes a copy. */
  public ProbeConfig {
    targets = List.copyOf(targets);
  }

  /**
   * Reads the environment.
   *
   * @throws InvalidConfigException with every problem
   */
  public static ProbeConfig read(Map<String, String> variables) {
    Environment environment = new Environment(variables);
    ProbeConfig config =
        new ProbeConfig(
            environment.integer("LATEEN_PROBE_PORT", 0, 0, HIGHEST_PORT),
            environment.read(
                "LATEEN_PROBES",
                List.of(),
                "a JSON list of {path, timeoutSeconds, and one of http, tcp, grpc with a port},"
                    + " each path once",
                ProbeConfig::targets));
    environment.complain();
    return config;
  }

  private static List<ProbeTarget> targets(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      List<ProbeTarget> targets =
          reader.readArray().getValuesAs(JsonObject.class).stream()
              .map(ProbeConfig::target)
              .toList();
      if (targets.stream().map(ProbeTarget::path).distinct().count() < targets.size()) {
        throw new IllegalArgumentException("two probes with one path");
      }
      return targets;
    } catch (JsonException | ClassCastException | NullPointerException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static ProbeTarget target(JsonObject probe) {
    int seconds =
        probe.containsKey("timeoutSeconds")
            ? Environment.inRange(probe.getInt("timeoutSeconds"), 1, MOST_SECONDS)
            : 1;
    return new ProbeTarget(
        probe.getString("path").strip(), Duration.ofSeconds(seconds), action(probe));
  }

  private static ProbeTarget.Action action(JsonObject probe) {
    if (probe.containsKey("http")) {
      JsonObject http = probe.getJsonObject("http");
      return new ProbeTarget.Http(
          port(http),
          text(http, "path", "/"),
          text(http, "scheme", "HTTP").equals("HTTPS"),
          headers(http));
    }
    if (probe.containsKey("grpc")) {
      JsonObject grpc = probe.getJsonObject("grpc");
      return new ProbeTarget.Grpc(port(grpc), text(grpc, "service", ""));
    }
    return new ProbeTarget.Tcp(port(probe.getJsonObject("tcp")));
  }

  private static List<Map.Entry<String, String>> headers(JsonObject http) {
    JsonArray headers =
        http.containsKey("headers") ? http.getJsonArray("headers") : JsonValue.EMPTY_JSON_ARRAY;
    return headers.getValuesAs(JsonObject.class).stream()
        .map(header -> Map.entry(header.getString("name"), header.getString("value")))
        .toList();
  }

  private static String text(JsonObject object, String name, String ifAbsent) {
    return object.containsKey(name) ? object.getString(name) : ifAbsent;
  }

  private static int port(JsonObject action) {
    return Environment.inRange(action.getInt("port"), 1, HIGHEST_PORT);
  }
}
