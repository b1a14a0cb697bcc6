package dev.lateen.sidecar.cni.plugin;

import dev.lateen.sidecar.cni.plugin.CniException.Code;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call of the runtime (UA-12). It is a link of a chain: what the links before made is passed on
 * as it is, and of the pods that join the mesh the connections are captured as their init container
 * would otherwise do.
 *
 * @param pods what the API server knows
 * @param capture tells the kernel
 */
public record CniPlugin(Pods pods, Capture capture) {
  /** The variable whose presence says that a runtime calls. */
  public static final String COMMAND = "CNI_COMMAND";

  /**
   * What is said.
   *
   * @param exit code of the process
   * @param output for the standard output; may be empty
   */
  public record Reply(int exit, String output) {
    private static Reply silence() {
      return new Reply(0, "");
    }
  }

  /** Of this machine. */
  public static CniPlugin here() {
    return new CniPlugin(new ApiPods(), new KernelCapture());
  }

  /**
   * Answers.
   *
   * @param environment with the variables of the specification
   * @param input the configuration
   */
  public Reply answer(Map<String, String> environment, String input) {
    try {
      return switch (environment.getOrDefault(COMMAND, "")) {
        case "ADD" -> new Reply(0, add(environment, NetworkConfig.parse(input)).toString());
        case "CHECK" -> check(environment, NetworkConfig.parse(input));
        case "VERSION" -> new Reply(0, versions(NetworkConfig.versionOf(input)).toString());
        // The rules go with the namespace, and there is nothing else of ours to look after.
        case "DEL", "STATUS", "GC" -> Reply.silence();
        case String unknown ->
            throw new CniException(
                Code.INVALID_ENVIRONMENT,
                COMMAND + "=\"" + unknown + "\" is none: set it to ADD, DEL, CHECK or VERSION");
      };
    } catch (CniException e) {
      return new Reply(1, e.toJson(NetworkConfig.versionOf(input)));
    }
  }

  private JsonObject add(Map<String, String> environment, NetworkConfig config)
      throws CniException {
    Attachment attachment = Attachment.of(environment);
    JsonObject previous = previous(config);
    Optional<List<String>> options = options(attachment, config);
    if (options.isPresent()) {
      capture.apply(attachment.namespace(), options.get());
    }
    return previous.get("cniVersion") instanceof JsonString
        ? previous
        : Json.createObjectBuilder(previous).add("cniVersion", config.version()).build();
  }

  private Optional<List<String>> options(Attachment attachment, NetworkConfig config)
      throws CniException {
    Optional<Attachment.PodName> pod =
        attachment.pod().filter(name -> !config.exempt().contains(name.namespace()));
    return pod.isPresent() ? pods.capture(pod.get(), config) : Optional.empty();
  }

  /**
   * Whether the call makes sense; the rules themselves are looked at by the pod's init container.
   */
  private static Reply check(Map<String, String> environment, NetworkConfig config)
      throws CniException {
    Attachment.of(environment);
    previous(config);
    return Reply.silence();
  }

  private static JsonObject previous(NetworkConfig config) throws CniException {
    return config
        .previous()
        .orElseThrow(
            () ->
                new CniException(
                    Code.INVALID_CONFIGURATION,
                    "prevResult is missing: put this plug-in behind the one that makes the"
                        + " interface"));
  }

  private static JsonObject versions(String version) {
    return Json.createObjectBuilder()
        .add("cniVersion", version)
        .add("supportedVersions", Json.createArrayBuilder(NetworkConfig.VERSIONS))
        .build();
  }
}
