package dev.lateen.injection;

import dev.lateen.crds.v1alpha1.SidecarSettings;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.crds.validation.Validated;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides whether a pod joins the mesh, and makes of it what it then is (TM-180 to TM-190). Pure;
 * to ask again about what was injected changes nothing.
 *
 * @param settings what to go by
 */
public record PodInjector(InjectionSettings settings) {

  /**
   * What becomes of a pod.
   *
   * @param pod as its author wrote it, or the metadata and spec of a template
   * @param namespace where it is to run
   */
  public Injection inject(Pod pod, String namespace) {
    ObjectMeta metadata = Objects.requireNonNullElseGet(pod.getMetadata(), ObjectMeta::new);
    Optional<SkipReason> never = never(metadata, pod.getSpec(), namespace);
    if (never.isPresent()) {
      return new Injection.Skipped(never.get());
    }
    return switch (Choice.of(metadata)) {
      case Validated.Invalid<Choice>(var errors) -> new Injection.Refused(errors);
      case Validated.Valid<Choice>(var choice) ->
          choice
              .refusal(settings.sidecar().injection().policy())
              .<Injection>map(Injection.Skipped::new)
              .orElseGet(() -> configure(pod, metadata));
    };
  }

  private Optional<SkipReason> never(ObjectMeta metadata, PodSpec spec, String namespace) {
    if (isInjected(metadata, spec)) {
      return Optional.of(SkipReason.ALREADY_INJECTED);
    }
    if (InjectionNames.EXEMPT_NAMESPACES.contains(namespace)
        || namespace.equals(settings.controlPlane().namespace())) {
      return Optional.of(SkipReason.EXEMPT_NAMESPACE);
    }
    if (Boolean.TRUE.equals(spec.getHostNetwork())) {
      return Optional.of(SkipReason.HOST_NETWORK);
    }
    return orEmpty(metadata.getLabels()).containsKey(InjectionNames.GATEWAY_LABEL)
        ? Optional.of(SkipReason.GATEWAY)
        : Optional.empty();
  }

  private static boolean isInjected(ObjectMeta metadata, PodSpec spec) {
    return orEmpty(metadata.getAnnotations()).containsKey(InjectionNames.STATUS)
        || containers(spec)
            .anyMatch(container -> InjectionNames.PROXY_CONTAINER.equals(container.getName()));
  }

  private Injection configure(Pod pod, ObjectMeta metadata) {
    Optional<FieldError> sameUser = sameUser(pod.getSpec());
    if (sameUser.isPresent()) {
      return new Injection.Refused(sameUser.stream().toList());
    }
    return switch (PodSettings.of(settings.sidecar(), orEmpty(metadata.getAnnotations()))) {
      case Validated.Invalid<SidecarSettings>(var errors) -> new Injection.Refused(errors);
      case Validated.Valid<SidecarSettings>(var own) -> {
        SidecarParts parts = new SidecarParts(settings.controlPlane(), own);
        yield new Injection.Injected(
            new PodBuilder(pod)
                .withMetadata(parts.addTo(metadata))
                .withSpec(parts.addTo(pod.getSpec()))
                .build());
      }
    };
  }

  /** The connections of an application that runs as the sidecar's user would not be redirected. */
  private static Optional<FieldError> sameUser(PodSpec spec) {
    Stream<Long> users =
        Stream.concat(
            Stream.ofNullable(spec.getSecurityContext()).map(context -> context.getRunAsUser()),
            containers(spec)
                .filter(container -> container.getSecurityContext() != null)
                .map(container -> container.getSecurityContext().getRunAsUser()));
    return users
        .filter(Long.valueOf(InjectionNames.PROXY_UID)::equals)
        .findFirst()
        .map(
            user ->
                new FieldError(
                    "securityContext.runAsUser",
                    user.toString(),
                    "is the user of the sidecar, whose connections are not redirected: choose another"));
  }

  private static Stream<Container> containers(PodSpec spec) {
    return Stream.concat(spec.getInitContainers().stream(), spec.getContainers().stream());
  }

  private static Map<String, String> orEmpty(Map<String, String> entries) {
    return Objects.requireNonNullElse(entries, Map.of());
  }
}
