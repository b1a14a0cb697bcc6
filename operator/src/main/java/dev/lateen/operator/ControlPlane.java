package dev.lateen.operator;

import dev.lateen.operator.discovery.DiscoveryService;
import dev.lateen.operator.platform.MeshResources;
import dev.lateen.operator.platform.Platform;
import dev.lateen.operator.rules.RuleBook;
import dev.lateen.operator.status.CurrentMesh;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** The line from the platform to the proxies: what is there, what is in force, what is streamed. */
@Singleton
public class ControlPlane {
  private final Platform platform;
  private final DiscoveryService discovery;
  private final CurrentMesh mesh;
  private final RuleBook rules = new RuleBook();

  ControlPlane(Platform platform, DiscoveryService discovery, CurrentMesh mesh) {
    this.platform = platform;
    this.discovery = discovery;
    this.mesh = mesh;
  }

  void start(@Observes StartupEvent event) {
    platform.start(this::take);
  }

  void stop(@Observes ShutdownEvent event) {
    platform.close();
  }

  private void take(MeshResources resources) {
    var decision = rules.decide(resources);
    discovery.publish(decision.model());
    mesh.set(new CurrentMesh.View(resources, decision));
  }
}
