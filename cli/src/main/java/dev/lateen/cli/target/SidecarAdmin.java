package dev.lateen.cli.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * The admin port of a sidecar.
 *
 * @param host a name or an address
 * @param port 1 to 65535
 */
public record SidecarAdmin(String host, int port) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * What the sidecar works with.
   *
   * @throws TargetException when nothing answers, or something else
   */
  public JsonNode configuration() {
    try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      URI uri = new URI("http", null, host, port, "/config_dump", null, null);
      var request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
      return new ObjectMapper()
          .readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(e);
    } catch (IOException | URISyntaxException e) {
      throw unreachable(e);
    }
  }

  private TargetException unreachable(Exception cause) {
    return new TargetException(
        "no sidecar answers at %s:%d: name its admin port with --admin; that of a pod must be forwarded first: kubectl port-forward POD 15000"
            .formatted(host, port),
        cause);
  }
}
