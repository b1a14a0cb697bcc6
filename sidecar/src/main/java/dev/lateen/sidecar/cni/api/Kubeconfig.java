package dev.lateen.sidecar.cni.api;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * Where the API server is and who asks it, in the file format of {@code kubectl}, written as JSON.
 *
 * @param server address, {@code https://host:port}
 * @param authorities who may vouch for it, PEM
 * @param token who asks; a secret
 */
public record Kubeconfig(URI server, String authorities, String token) {
  private static final String NAME = "lateen-cni";

  /**
   * Reads one that {@link #toJson} wrote.
   *
   * @throws IOException when the file cannot be read or is no such thing; says nothing of the token
   */
  public static Kubeconfig read(Path file) throws IOException {
    try (var reader = Json.createReader(new StringReader(Files.readString(file)))) {
      JsonObject document = reader.readObject();
      JsonObject cluster = only(document, "clusters").getJsonObject("cluster");
      byte[] authorities =
          Base64.getDecoder().decode(cluster.getString("certificate-authority-data"));
      return new Kubeconfig(
          URI.create(cluster.getString("server")),
          new String(authorities, StandardCharsets.US_ASCII),
          only(document, "users").getJsonObject("user").getString("token"));
    } catch (JsonException
        | NullPointerException
        | IllegalArgumentException
        | ClassCastException e) {
      throw new IOException(
          file + " is not the kubeconfig that the installer of the plug-in writes", e);
    }
  }

  private static JsonObject only(JsonObject document, String list) {
    JsonValue first = document.getJsonArray(list).stream().findFirst().orElse(JsonValue.NULL);
    return first.asJsonObject();
  }

  /** As the file has it. */
  public String toJson() {
    String data =
        Base64.getEncoder().encodeToString(authorities.getBytes(StandardCharsets.US_ASCII));
    return Json.createObjectBuilder()
        .add("apiVersion", "v1")
        .add("kind", "Config")
        .add("current-context", NAME)
        .add(
            "clusters",
            named(
                "cluster",
                Json.createObjectBuilder()
                    .add("server", server.toString())
                    .add("certificate-authority-data", data)
                    .build()))
        .add("users", named("user", Json.createObjectBuilder().add("token", token).build()))
        .add(
            "contexts",
            named(
                "context",
                Json.createObjectBuilder().add("cluster", NAME).add("user", NAME).build()))
        .build()
        .toString();
  }

  private static JsonValue named(String what, JsonObject content) {
    return Json.createArrayBuilder()
        .add(Json.createObjectBuilder().add("name", NAME).add(what, content))
        .build();
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "Kubeconfig[server=" + server + "]";
  }
}
