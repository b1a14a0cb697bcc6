package dev.lateen.sidecar.cni.install;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A chain of plug-ins, the content of a {@code .conflist}. Whatever is in it that is not ours stays
 * as it is, in its order. Immutable.
 *
 * @param document with at least one plug-in that is not ours
 */
record Chain(JsonObject document) {
  /** The type of our entry, which is the name of the program. */
  static final String TYPE = "lateen-cni";

  private static final String PLUGINS = "plugins";

  /** Reads a {@code .conflist}; empty when a runtime could not use it either. */
  static Optional<Chain> ofList(String text) {
    return parse(text)
        .filter(
            document ->
                document.get(PLUGINS) instanceof JsonArray plugins
                    && plugins.stream().anyMatch(plugin -> isPlugin(plugin) && !isOurs(plugin)))
        .map(Chain::new);
  }

  /** Reads a {@code .conf}, a plug-in by itself, as a chain of one. */
  static Optional<Chain> ofSingle(String text) {
    return parse(text)
        .filter(Chain::isPlugin)
        .map(
            plugin -> {
              var document = Json.createObjectBuilder();
              for (String name : List.of("cniVersion", "name")) {
                if (plugin.containsKey(name)) {
                  document.add(name, plugin.get(name));
                }
              }
              return new Chain(
                  document.add(PLUGINS, Json.createArrayBuilder().add(plugin)).build());
            });
  }

  private static Optional<JsonObject> parse(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return Optional.of(reader.readObject());
    } catch (JsonException _) {
      return Optional.empty();
    }
  }

  /** With our entry as the last, replacing what was ours; where it is already, it stays. */
  Chain with(JsonObject entry) {
    List<JsonValue> ours = document.getJsonArray(PLUGINS).stream().filter(Chain::isOurs).toList();
    return ours.equals(List.of(entry))
        ? this
        : withPlugins(Json.createArrayBuilder(others()).add(entry).build());
  }

  /** Without what is ours. */
  Chain without() {
    return withPlugins(others());
  }

  private JsonArray others() {
    var others = Json.createArrayBuilder();
    document.getJsonArray(PLUGINS).stream().filter(plugin -> !isOurs(plugin)).forEach(others::add);
    return others.build();
  }

  private Chain withPlugins(JsonArray plugins) {
    return new Chain(Json.createObjectBuilder(document).add(PLUGINS, plugins).build());
  }

  private static boolean isPlugin(JsonValue value) {
    return value instanceof JsonObject plugin && !plugin.getString("type", "").isEmpty();
  }

  private static boolean isOurs(JsonValue value) {
    return value instanceof JsonObject plugin && TYPE.equals(plugin.getString("type", ""));
  }

  /** As it is written, for people to read. */
  String toJson() {
    StringWriter text = new StringWriter();
    try (var writer =
        Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true)).createWriter(text)) {
      writer.writeObject(document);
    }
    return text.toString().strip() + "\n";
  }
}
