package dev.lateen.e2e;

import static org.awaitility.Awaitility.await;

import java.util.List;

/**
 * What a drain does to a pod: asks that it go, and again while its disruption budget forbids it.
 */
final class Eviction {
  private static final String BUDGET = "disruption budget";
  private static final String GONE = "not found";

  private Eviction() {}

  /** Returns when the pod, {@code pod/name}, is gone. */
  static void of(String namespace, String pod) {
    String name = pod.substring("pod/".length());
    await().atMost(InstalledMesh.PATIENCE).until(() -> isAllowed(namespace, name));
    await()
        .atMost(InstalledMesh.PATIENCE)
        .until(() -> Programs.kubectl("get", "-n", namespace, pod, "--ignore-not-found").isBlank());
  }

  private static boolean isAllowed(String namespace, String name) {
    try {
      Programs.must(
          List.of(
              "kubectl",
              "create",
              "--raw=/api/v1/namespaces/%s/pods/%s/eviction".formatted(namespace, name),
              "-f=-"),
          """
          {"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": "%s"}}
          """
              .formatted(name));
      return true;
    } catch (IllegalStateException e) {
      if (e.getMessage().contains(BUDGET)) {
        return false;
      }
      if (e.getMessage().contains(GONE)) {
        return true;
      }
      throw e;
    }
  }
}
