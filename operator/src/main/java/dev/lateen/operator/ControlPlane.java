package dev.lateen.operator;

import dev.lateen.operator.discovery.DiscoveryService;
import dev.lateen.operator.gateway.bind.GatewayBinder;
import dev.lateen.operator.gateway.bind.IngressBinder;
import dev.lateen.operator.gateway.bind.IngressBinding;
import dev.lateen.operator.identity.TrustBundles;
import dev.lateen.operator.platform.MeshResources;
import dev.lateen.operator.platform.Platform;
import dev.lateen.operator.rules.MeshModel;
import dev.lateen.operator.rules.RuleBook;
import dev.lateen.operator.status.CurrentMesh;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** The line from the platform to the proxies: what is there, what is in force, what is streamed. */
@Singleton
public class ControlPlane {
  private static final Logger LOG = Logger.getLogger(ControlPlane.class);

  private final Platform platform;
  private final DiscoveryService discovery;
  private final CurrentMesh mesh;
  private final TrustBundles trust;
  private final RuleBook rules = new RuleBook();
  private final IngressBinder ingresses = new IngressBinder();
  private Set<IngressBinding.Trouble> told = Set.of();
  private Optional<MeshModel> latest = Optional.empty();

  ControlPlane(
      Platform platform, DiscoveryService discovery, CurrentMesh mesh, TrustBundles trust) {
    this.platform = platform;
    this.discovery = discovery;
    this.mesh = mesh;
    this.trust = trust;
  }

  void start(@Observes StartupEvent event) {
    trust.onChange(this::publish);
    platform.start(this::take);
  }

  void stop(@Observes ShutdownEvent event) {
    platform.close();
  }

  private void take(MeshResources resources) {
    var decision = rules.decide(resources);
    var gateways =
        GatewayBinder.bind(resources.gateways(), resources.secrets(), resources.registry());
    var edge = ingresses.bind(resources.registry().ingresses(), resources.secrets());
    tell(edge);
    keep(decision.model().withGateways(gateways.model(), edge.model()));
    publish();
    mesh.set(new CurrentMesh.View(resources, decision, gateways, edge));
  }

  private void tell(IngressBinding edge) {
    edge.troubles().stream()
        .filter(trouble -> !told.contains(trouble))
        .forEach(
            trouble ->
                LOG.warnf(
                    "event=ingress_trouble ingress=%s problem=%s reason=\"%s\"",
                    trouble.ingress(), trouble.reason(), trouble.message()));
    told = Set.copyOf(edge.troubles());
  }

  private synchronized void keep(MeshModel model) {
    latest = Optional.of(model);
  }

  /** The newest model with the newest bundle, whichever of them changed, once both are known. */
  private synchronized void publish() {
    latest.ifPresent(
        model -> trust.current().ifPresent(bundle -> discovery.publish(model.withTrust(bundle))));
  }
}
