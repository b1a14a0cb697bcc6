package dev.lateen.injection;

import dev.lateen.crds.Durations;
import dev.lateen.crds.v1alpha1.SidecarSettings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ProbeBuilder;

/**
 * The container of the sidecar (TM-181, TM-182).
 *
 * <p>Native, it is an init container that stays: what follows it waits until it has started
 * (UA-07), it ends after the application, and it does not keep a job from finishing (UA-08). As a
 * container like any other it has to hold the others back itself, and to stay a while when the pod
 * ends.
 *
 * @param settings of this pod
 * @param environment of this pod's sidecar
 */
record ProxyContainer(SidecarSettings settings, ProxyEnvironment environment) {
  private static final String PROGRAM = "lateen-sidecar";
  private static final int HOLD_SECONDS = 60;
  private static final int MOST_START_SECONDS = 600;

  Container build() {
    ContainerBuilder container =
        new ContainerBuilder()
            .withName(InjectionNames.PROXY_CONTAINER)
            .withImage(settings.image())
            .withImagePullPolicy("IfNotPresent")
            .withEnv(environment.variables())
            .withReadinessProbe(ready().withPeriodSeconds(5).build())
            .withResources(ContainerResources.of(settings.resources()))
            .withSecurityContext(RestrictedContext.of(InjectionNames.PROXY_UID))
            .withVolumeMounts(environment.volumes().mounts());
    return settings.nativeSidecar() ? asNative(container) : likeAnyOther(container);
  }

  private Container asNative(ContainerBuilder container) {
    container.withRestartPolicy("Always");
    if (settings.holdApplication()) {
      container.withStartupProbe(
          ready().withPeriodSeconds(1).withFailureThreshold(MOST_START_SECONDS).build());
    }
    return container.build();
  }

  private Container likeAnyOther(ContainerBuilder container) {
    if (settings.holdApplication()) {
      container
          .editOrNewLifecycle()
          .withNewPostStart()
          .withNewExec()
          .withCommand(PROGRAM, "wait", "--seconds", String.valueOf(HOLD_SECONDS))
          .endExec()
          .endPostStart()
          .endLifecycle();
    }
    return container
        .editOrNewLifecycle()
        .withNewPreStop()
        .withNewExec()
        .withCommand(PROGRAM, "linger", "--seconds", drainSeconds(settings))
        .endExec()
        .endPreStop()
        .endLifecycle()
        .build();
  }

  private static ProbeBuilder ready() {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath(ApplicationProbes.OWN_PATH)
        .withNewPort(InjectionNames.PROBE_PORT)
        .endHttpGet();
  }

  /** Rounded up. */
  static String drainSeconds(SidecarSettings settings) {
    return String.valueOf(
        Math.ceilDiv(Durations.parse(settings.drainDuration()).toMillis(), 1_000L));
  }
}
