package dev.lateen.sidecar.cni.plugin;

import dev.lateen.sidecar.cni.api.ApiServer;
import dev.lateen.sidecar.cni.api.Kubeconfig;
import dev.lateen.sidecar.cni.plugin.Attachment.PodName;
import dev.lateen.sidecar.cni.plugin.CniException.Code;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Asks the API server. A pod that it does not know is one that the node runs of a file, which
 * nobody injects, or one that is gone.
 */
final class ApiPods implements Pods {
  /** Where injection leaves the options, one space between words. */
  static final String ANNOTATION = "sidecar.lateen.dev/capture";

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  @Override
  public Optional<List<String>> capture(PodName pod, NetworkConfig config) throws CniException {
    Path kubeconfig =
        config
            .kubeconfig()
            .orElseThrow(
                () ->
                    new CniException(
                        Code.INVALID_CONFIGURATION,
                        "kubeconfig is missing: set it to the file of the installer"));
    ApiServer.Answer answer = ask(pod, kubeconfig);
    return switch (answer.status()) {
      case OK -> options(answer.body());
      case NOT_FOUND -> Optional.empty();
      default ->
          throw new CniException(
              Code.TRY_AGAIN_LATER,
              "the API server answers "
                  + answer.status()
                  + " when asked for pod "
                  + pod
                  + ": see whether lateen-cni runs on this node");
    };
  }

  private static ApiServer.Answer ask(PodName pod, Path kubeconfig) throws CniException {
    try {
      return new ApiServer(Kubeconfig.read(kubeconfig))
          .metadata("/api/v1/namespaces/" + pod.namespace() + "/pods/" + pod.name());
    } catch (IOException e) {
      throw new CniException(
          Code.TRY_AGAIN_LATER,
          "the API server cannot be asked for pod " + pod + ": " + e.getMessage());
    }
  }

  private static Optional<List<String>> options(String body) throws CniException {
    try (var reader = Json.createReader(new StringReader(body))) {
      return Optional.ofNullable(object(reader.readObject(), "metadata"))
          .map(metadata -> object(metadata, "annotations"))
          .map(annotations -> annotations.getString(ANNOTATION, null))
          .map(text -> List.of(text.strip().split(" +")));
    } catch (JsonException e) {
      throw new CniException(
          Code.TRY_AGAIN_LATER, "the API server's answer is no JSON: " + e.getMessage());
    }
  }

  private static JsonObject object(JsonObject parent, String name) {
    return parent.get(name) instanceof JsonValue value
            && value.getValueType() == JsonValue.ValueType.OBJECT
        ? value.asJsonObject()
        : null;
  }
}
