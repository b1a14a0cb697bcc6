package dev.lateen.injection;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the probes of an application over (UA-02, AU-015): the kubelet asks the sidecar, on a port
 * that is not redirected, and the sidecar asks the application on loopback. So they work whatever
 * callers of the mesh have to prove. Collects while containers are rewritten; belongs to one
 * thread.
 */
final class ApplicationProbes {
  /** Where the sidecar tells of itself. */
  static final String OWN_PATH = "/healthz/ready";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<ProbeTarget> targets = new ArrayList<>();

  /** The container with each probe that goes over the network sent to the sidecar. */
  Container rewrite(Container container) {
    return new ContainerBuilder(container)
        .withLivenessProbe(rewrite(container, "livez", container.getLivenessProbe()))
        .withReadinessProbe(rewrite(container, "readyz", container.getReadinessProbe()))
        .withStartupProbe(rewrite(container, "startupz", container.getStartupProbe()))
        .build();
  }

  /** Everything that was sent to the sidecar, as it reads it; empty where nothing was. */
  Optional<String> toJson() {
    return targets.isEmpty() ? Optional.empty() : Optional.of(JSON.valueToTree(targets).toString());
  }

  private Probe rewrite(Container container, String kind, Probe probe) {
    String path = "/app-health/%s/%s".formatted(container.getName(), kind);
    return Optional.ofNullable(probe)
        .flatMap(asked -> ProbeTarget.of(path, asked, container))
        .map(
            target -> {
              targets.add(target);
              return new ProbeBuilder(probe)
                  .withTcpSocket(null)
                  .withGrpc(null)
                  .withNewHttpGet()
                  .withPath(path)
                  .withNewPort(InjectionNames.PROBE_PORT)
                  .endHttpGet()
                  .build();
            })
        .orElse(probe);
  }
}
