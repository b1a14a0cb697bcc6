package dev.lateen.operator.install.ingress;

import dev.lateen.operator.gateway.bind.IngressBinding.Trouble;
import dev.lateen.operator.install.GatewayWanted;
import dev.lateen.operator.platform.MeshInForce;
import dev.lateen.operator.platform.model.IngressEntry;
import dev.lateen.operator.status.CurrentMesh;
import dev.lateen.operator.status.kubernetes.MeshEvents;
import dev.lateen.operator.status.kubernetes.MeshEvents.Happening;
import dev.lateen.operator.status.kubernetes.StatusTrigger;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressLoadBalancerIngress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressLoadBalancerStatus;
import io.fabric8.kubernetes.api.model.networking.v1.IngressStatus;
import io.fabric8.kubernetes.api.model.networking.v1.IngressStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Writes where Ingresses of class {@code lateen} are reached into their status (TM-119), and Events
 * about what is wrong with them. Nothing is written when nothing changed.
 */
@Singleton
public class IngressController {
  private static final Logger LOG = Logger.getLogger(IngressController.class);
  private static final String API_VERSION = "networking.k8s.io/v1";
  private static final String KIND = "Ingress";

  private final Provider<KubernetesClient> client;
  private final CurrentMesh mesh;
  private final StatusTrigger trigger;
  private final MeshEvents events;
  private final Map<String, List<IngressLoadBalancerIngress>> written = new HashMap<>();
  private final Set<Trouble> told = new HashSet<>();
  private Optional<IngressAddresses> addresses = Optional.empty();

  public IngressController(
      Provider<KubernetesClient> client,
      CurrentMesh mesh,
      StatusTrigger trigger,
      MeshEvents events) {
    this.client = client;
    this.mesh = mesh;
    this.trigger = trigger;
    this.events = events;
  }

  /** Begins to write; called once. */
  public void start() {
    trigger.onChange(() -> mesh.view().ifPresent(this::sweep));
  }

  /** Stops watching. */
  public void stop() {
    addresses.ifPresent(IngressAddresses::close);
  }

  private void sweep(CurrentMesh.View view) {
    Map<String, IngressEntry> ingresses =
        view.resources().registry().ingresses().stream()
            .collect(Collectors.toMap(IngressEntry::id, Function.identity()));
    tell(view.ingresses().troubles(), ingresses);
    if (ingresses.isEmpty()) {
      written.clear();
      return;
    }
    if (!addresses().synced()) {
      trigger.retry();
      return;
    }
    List<IngressLoadBalancerIngress> now = addresses(view);
    ingresses.values().forEach(ingress -> write(ingress, now));
    written
        .keySet()
        .retainAll(ingresses.values().stream().map(IngressEntry::uid).collect(Collectors.toSet()));
  }

  private IngressAddresses addresses() {
    if (addresses.isEmpty()) {
      addresses = Optional.of(new IngressAddresses(client.get(), trigger::fire));
    }
    return addresses.get();
  }

  /** Those of the mesh in force, where it asks for the gateway. */
  private List<IngressLoadBalancerIngress> addresses(CurrentMesh.View view) {
    return MeshInForce.among(view.resources().meshes())
        .filter(GatewayWanted::isWanted)
        .map(inForce -> addresses().of(inForce.getMetadata().getNamespace()))
        .orElse(List.of());
  }

  private void write(IngressEntry ingress, List<IngressLoadBalancerIngress> now) {
    if (now.equals(written.get(ingress.uid()))) {
      return;
    }
    try {
      var resource =
          client
              .get()
              .network()
              .v1()
              .ingresses()
              .inNamespace(ingress.namespace())
              .withName(ingress.name());
      Ingress stored = resource.get();
      if (stored != null && stored.getMetadata().getUid().equals(ingress.uid())) {
        if (!now.equals(stored(stored))) {
          stored.setStatus(status(now));
          client.get().resource(stored).updateStatus();
        }
        written.put(ingress.uid(), now);
      }
    } catch (KubernetesClientException e) {
      LOG.warnf("event=ingress_not_written ingress=%s reason=\"%s\"", ingress.id(), e.getMessage());
      trigger.retry();
    }
  }

  private static List<IngressLoadBalancerIngress> stored(Ingress ingress) {
    return Optional.ofNullable(ingress.getStatus())
        .map(IngressStatus::getLoadBalancer)
        .map(IngressLoadBalancerStatus::getIngress)
        .orElse(List.of());
  }

  private static IngressStatus status(List<IngressLoadBalancerIngress> now) {
    return new IngressStatusBuilder()
        .withNewLoadBalancer()
        .withIngress(now)
        .endLoadBalancer()
        .build();
  }

  private void tell(List<Trouble> troubles, Map<String, IngressEntry> ingresses) {
    troubles.stream()
        .filter(trouble -> ingresses.containsKey(trouble.ingress()))
        .filter(trouble -> !told.contains(trouble))
        .forEach(trouble -> events.tellOnce(happening(trouble, ingresses.get(trouble.ingress()))));
    told.clear();
    told.addAll(troubles);
  }

  private static Happening happening(Trouble trouble, IngressEntry ingress) {
    return new Happening(
        new ObjectReferenceBuilder()
            .withApiVersion(API_VERSION)
            .withKind(KIND)
            .withNamespace(ingress.namespace())
            .withName(ingress.name())
            .withUid(ingress.uid())
            .build(),
        false,
        trouble.reason(),
        "Serve",
        trouble.message());
  }
}
