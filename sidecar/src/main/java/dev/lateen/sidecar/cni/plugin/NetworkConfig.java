package dev.lateen.sidecar.cni.plugin;

import dev.lateen.sidecar.cni.plugin.CniException.Code;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the runtime passes on the standard input: our entry of the chain, with what the runtime
 * knows besides.
 *
 * @param version of the specification that the runtime speaks
 * @param previous what the plug-ins before this one made; absent where the runtime tells none
 * @param kubeconfig how the API server is asked; absent where the entry does not say it
 * @param exempt namespaces whose pods are let pass unasked
 */
record NetworkConfig(
    String version, Optional<JsonObject> previous, Optional<Path> kubeconfig, Set<String> exempt) {
  /** The versions of the specification that are spoken, the newest last. */
  static final List<String> VERSIONS = List.of("0.3.0", "0.3.1", "0.4.0", "1.0.0", "1.1.0");

  /** What is spoken to who did not say. */
  static final String NEWEST = VERSIONS.getLast();

  NetworkConfig {
    exempt = Set.copyOf(exempt);
  }

  static NetworkConfig parse(String input) throws CniException {
    JsonObject document = document(input);
    String version = document.getString("cniVersion", "0.1.0");
    if (!VERSIONS.contains(version)) {
      throw new CniException(
          Code.INCOMPATIBLE_VERSION,
          "cniVersion \"" + version + "\" is not spoken here: use one of " + VERSIONS);
    }
    return new NetworkConfig(
        version,
        Optional.ofNullable(document.get("prevResult"))
            .filter(value -> value.getValueType() == JsonValue.ValueType.OBJECT)
            .map(JsonValue::asJsonObject),
        Optional.ofNullable(document.getString("kubeconfig", null)).map(Path::of),
        exempt(document));
  }

  /** The version of the input, whatever else is wrong with it. */
  static String versionOf(String input) {
    try {
      return document(input).getString("cniVersion", NEWEST);
    } catch (CniException _) {
      return NEWEST;
    }
  }

  private static JsonObject document(String input) throws CniException {
    try (var reader = Json.createReader(new StringReader(input))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw new CniException(
          Code.DECODING_FAILURE, "the configuration is not a JSON object: " + e.getMessage());
    }
  }

  private static Set<String> exempt(JsonObject document) {
    return document.getOrDefault("exemptNamespaces", JsonValue.EMPTY_JSON_ARRAY)
            instanceof jakarta.json.JsonArray names
        ? names.getValuesAs(JsonString.class).stream()
            .map(JsonString::getString)
            .collect(Collectors.toSet())
        : Set.of();
  }
}
