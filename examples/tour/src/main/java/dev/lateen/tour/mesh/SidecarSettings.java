package dev.lateen.tour.mesh;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the sidecars and gateways of a mesh on loopback are told by their environment.
 *
 * @param discoveryPort where the operator tells those without an identity the rules
 * @param identity how they get an identity, if they are to have one
 */
record SidecarSettings(int discoveryPort, Optional<SidecarIdentity> identity) {
  private static final int DRAIN_SECONDS = 1;

  /**
   * Those of the proxy of one workload, with a new join token.
   *
   * @param type {@code sidecar} or {@code ingress}
   */
  Map<String, String> of(
      String type, String namespace, String name, String serviceAccount, int adminPort) {
    Map<String, String> settings =
        new HashMap<>(
            identity
                .map(issued -> issued.settings(namespace, name, serviceAccount))
                .orElse(Map.of()));
    settings.put("LATEEN_NODE_TYPE", type);
    settings.put("LATEEN_NODE_NAME", name);
    settings.put("LATEEN_NODE_NAMESPACE", namespace);
    settings.put("LATEEN_NODE_ADDRESS", "127.0.0.1");
    settings.put("LATEEN_CAPTURE", "EXPLICIT");
    settings.put("LATEEN_ADMIN_PORT", Integer.toString(adminPort));
    settings.put("LATEEN_EVENT_LOOPS", "1");
    settings.put("LATEEN_DRAIN_SECONDS", Integer.toString(DRAIN_SECONDS));
    return settings;
  }

  /**
   * Others, with where discovery speaks plaintext if they name no authority: with an identity a
   * sidecar asks by TLS where that came from.
   */
  Map<String, String> complete(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    if (all.getOrDefault(SidecarIdentity.AUTHORITY, "").isEmpty()) {
      all.putIfAbsent("LATEEN_DISCOVERY_ADDRESS", "127.0.0.1:" + discoveryPort);
    }
    return all;
  }
}
