package dev.lateen.sidecar.cni.plugin;

import dev.lateen.sidecar.cni.plugin.CniException.Code;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the runtime's variables say of the sandbox that is attached to the network.
 *
 * @param namespace path of its network namespace
 * @param pod whose it is; absent where the runtime is not that of a node of Kubernetes
 */
record Attachment(String namespace, Optional<PodName> pod) {

  /** A pod by its names. */
  record PodName(String namespace, String name) {
    @Override
    public String toString() {
      return namespace + "/" + name;
    }
  }

  static Attachment of(Map<String, String> environment) throws CniException {
    for (String variable : new String[] {"CNI_CONTAINERID", "CNI_NETNS", "CNI_IFNAME"}) {
      if (environment.getOrDefault(variable, "").isEmpty()) {
        throw new CniException(
            Code.INVALID_ENVIRONMENT, variable + " is not set: set it as the specification says");
      }
    }
    Map<String, String> arguments = arguments(environment.getOrDefault("CNI_ARGS", ""));
    String namespace = arguments.getOrDefault("K8S_POD_NAMESPACE", "");
    String name = arguments.getOrDefault("K8S_POD_NAME", "");
    return new Attachment(
        environment.get("CNI_NETNS"),
        namespace.isEmpty() || name.isEmpty()
            ? Optional.empty()
            : Optional.of(new PodName(namespace, name)));
  }

  private static Map<String, String> arguments(String text) {
    return Arrays.stream(text.split(";"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (_, last) -> last));
  }
}
