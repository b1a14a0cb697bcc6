package dev.lateen.injection;

import dev.lateen.crds.v1alpha1.SidecarSettings;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The environment of an injected sidecar: its settings (docs/architecture.md, "Node identity").
 *
 * @param settings of this pod
 * @param volumes of this pod
 * @param probes what it answers in the application's place, as JSON; empty where nothing
 */
record ProxyEnvironment(SidecarSettings settings, PodVolumes volumes, Optional<String> probes) {
  /** Event loops where no limit says how many processors there are: a node may have very many. */
  private static final int USUAL_LOOPS = 2;

  List<EnvVar> variables() {
    List<EnvVar> variables = new ArrayList<>(volumes.member().environment());
    variables.add(variable("LATEEN_CAPTURE", "ORIGINAL_DESTINATION"));
    if (volumes.workloadApi()) {
      variables.add(variable("LATEEN_WORKLOAD_API", WorkloadApiSocket.PATH));
      variables.add(variable("LATEEN_WORKLOAD_API_MODE", WorkloadApiSocket.MODE));
    }
    variables.add(variable("LATEEN_DRAIN_SECONDS", ProxyContainer.drainSeconds(settings)));
    variables.add(variable("LATEEN_EVENT_LOOPS", eventLoops()));
    variables.add(variable("LATEEN_PROBE_PORT", String.valueOf(InjectionNames.PROBE_PORT)));
    probes.ifPresent(json -> variables.add(variable("LATEEN_PROBES", json)));
    return variables;
  }

  private String eventLoops() {
    return Optional.ofNullable(settings.resources().limits().cpu())
        .map(limit -> new Quantity(limit).getNumericalAmount().setScale(0, RoundingMode.CEILING))
        .map(processors -> String.valueOf(Math.clamp(processors.intValue(), 1, 256)))
        .orElse(String.valueOf(USUAL_LOOPS));
  }

  private static EnvVar variable(String name, String value) {
    return new EnvVar(name, value, null);
  }
}
