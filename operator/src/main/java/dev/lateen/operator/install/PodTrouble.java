package dev.lateen.operator.install;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why a pod does not get up.
 *
 * @param reason as the kubelet or the scheduler names it
 * @param message which pod and container, and what is known
 */
record PodTrouble(String reason, String message) {
  /** Reasons to wait that go by themselves. */
  private static final Set<String> HARMLESS = Set.of("ContainerCreating", "PodInitializing");

  static Optional<PodTrouble> of(Pod pod) {
    PodStatus status = Optional.ofNullable(pod.getStatus()).orElseGet(PodStatus::new);
    return Stream.concat(
            Stream.concat(
                    status.getInitContainerStatuses().stream(),
                    status.getContainerStatuses().stream())
                .flatMap(container -> of(pod, container).stream()),
            status.getConditions().stream().flatMap(condition -> of(pod, condition).stream()))
        .findFirst();
  }

  private static Optional<PodTrouble> of(Pod pod, ContainerStatus container) {
    return Optional.ofNullable(container.getState())
        .map(ContainerState::getWaiting)
        .filter(waiting -> waiting.getReason() != null && !HARMLESS.contains(waiting.getReason()))
        .map(
            waiting ->
                new PodTrouble(
                    waiting.getReason(),
                    "pod %s, container %s: %s%s"
                        .formatted(
                            pod.getMetadata().getName(),
                            container.getName(),
                            waiting.getReason(),
                            lastExit(container))));
  }

  private static String lastExit(ContainerStatus container) {
    return Optional.ofNullable(container.getLastState())
        .map(ContainerState::getTerminated)
        .filter(terminated -> terminated.getExitCode() != null)
        .map(PodTrouble::lastExit)
        .orElse(" (image " + container.getImage() + ")");
  }

  /** With the end of what it said, where the container is one that has it kept. */
  private static String lastExit(ContainerStateTerminated terminated) {
    String said = Objects.requireNonNullElse(terminated.getMessage(), "").strip();
    return ", last exit code "
        + terminated.getExitCode()
        + (said.isEmpty() ? "" : ": " + said.lines().toList().getLast());
  }

  private static Optional<PodTrouble> of(Pod pod, PodCondition condition) {
    return "PodScheduled".equals(condition.getType()) && "False".equals(condition.getStatus())
        ? Optional.of(
            new PodTrouble(
                condition.getReason(),
                "pod %s: %s".formatted(pod.getMetadata().getName(), condition.getMessage())))
        : Optional.empty();
  }
}
