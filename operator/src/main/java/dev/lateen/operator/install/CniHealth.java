package dev.lateen.operator.install;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How the CNI plug-in is.
 *
 * @param ready whether all nodes have it
 * @param reason in one word, for programs
 * @param message for people
 */
record CniHealth(boolean ready, String reason, String message) {

  static CniHealth of(Optional<DaemonSet> installer, List<Pod> pods) {
    return installer
        .map(daemonSet -> of(daemonSet, pods))
        .orElseGet(() -> new CniHealth(false, "Progressing", "The DaemonSet is being created."));
  }

  private static CniHealth of(DaemonSet installer, List<Pod> pods) {
    DaemonSetStatus status = statusOf(installer);
    int wanted = orZero(status.getDesiredNumberScheduled());
    int ready = orZero(status.getNumberReady());
    String count = "%d of %d nodes capture connections".formatted(ready, wanted);
    if (isObserved(installer)
        && ready == wanted
        && orZero(status.getUpdatedNumberScheduled()) == wanted) {
      return new CniHealth(true, "Available", count + ".");
    }
    if (isObserved(installer) && wanted > 0 && orZero(status.getCurrentNumberScheduled()) == 0) {
      return new CniHealth(
          false,
          "NotAllowed",
          count
              + "; no pod of DaemonSet lateen-cni could be made: its account, and a namespace that"
              + " admits pods which write to their node, are in install/cni.yaml, to be applied"
              + " after install/lateen.yaml.");
    }
    return pods.stream()
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
        .flatMap(pod -> PodTrouble.of(pod).stream())
        .findFirst()
        .map(trouble -> new CniHealth(false, trouble.reason(), count + "; " + trouble.message()))
        .orElseGet(() -> new CniHealth(false, "Progressing", count + "."));
  }

  /** Whether the status of a DaemonSet is about the DaemonSet as it stands. */
  static boolean isObserved(DaemonSet installer) {
    return Optional.ofNullable(statusOf(installer).getObservedGeneration())
        .filter(installer.getMetadata().getGeneration()::equals)
        .isPresent();
  }

  private static DaemonSetStatus statusOf(DaemonSet installer) {
    return Optional.ofNullable(installer.getStatus()).orElseGet(DaemonSetStatus::new);
  }

  private static int orZero(Integer number) {
    return number == null ? 0 : number;
  }
}
