package dev.lateen.operator.status.kubernetes;

import dev.lateen.crds.v1alpha1.MeshStatus;
import dev.lateen.crds.v1alpha1.MeshStatusStatus;
import dev.lateen.operator.platform.MeshInForce;
import dev.lateen.operator.replica.MeshProxies;
import dev.lateen.operator.status.CurrentMesh;
import dev.lateen.operator.status.MeshStatusCalculator;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Keeps a MeshStatus in each namespace that has a proxy or a rule, and one of the whole mesh beside
 * the ServiceMesh in force. Writes only what differs from what is stored.
 */
@Singleton
public class MeshStatusWriter {
  private static final Logger LOG = Logger.getLogger(MeshStatusWriter.class);
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final CurrentMesh mesh;
  private final MeshProxies proxies;
  private final StatusTrigger trigger;
  private final MeshStatusStore store;
  private final MeshStatusCalculator calculator = new MeshStatusCalculator(Clock.systemUTC());

  public MeshStatusWriter(
      CurrentMesh mesh, MeshProxies proxies, StatusTrigger trigger, MeshStatusStore store) {
    this.mesh = mesh;
    this.proxies = proxies;
    this.trigger = trigger;
    this.store = store;
  }

  /** Begins to write; called once, when the definitions are there. */
  public void start() {
    store.start(trigger::fire);
    trigger.onChange(() -> mesh.view().ifPresent(this::sweep));
  }

  /** Stops watching. */
  public void stop() {
    store.stop();
  }

  private void sweep(CurrentMesh.View view) {
    Map<ResourceID, MeshStatusStatus> wanted = wanted(view);
    wanted.forEach(
        (id, status) -> {
          if (!Optional.of(status).equals(stored(id))) {
            attempt(id, () -> store.write(id, status));
          }
        });
    store
        .all()
        .map(ResourceID::fromResource)
        .filter(id -> !wanted.containsKey(id))
        .toList()
        .forEach(id -> attempt(id, () -> store.delete(id)));
  }

  private Map<ResourceID, MeshStatusStatus> wanted(CurrentMesh.View view) {
    Optional<ResourceID> whole =
        MeshInForce.among(view.resources().meshes())
            .map(
                mesh ->
                    new ResourceID(
                        MeshStatusCalculator.MESH_NAME, mesh.getMetadata().getNamespace()));
    var statuses =
        calculator.calculate(
            view.decision(),
            proxies.all(),
            whole.flatMap(this::stored),
            namespace -> stored(ofNamespace(namespace)));
    Map<ResourceID, MeshStatusStatus> wanted = new HashMap<>();
    statuses.namespaces().forEach((name, status) -> wanted.put(ofNamespace(name), status));
    whole.ifPresent(id -> wanted.put(id, statuses.mesh()));
    return wanted;
  }

  private static ResourceID ofNamespace(String namespace) {
    return new ResourceID(MeshStatusCalculator.NAMESPACE_NAME, namespace);
  }

  private Optional<MeshStatusStatus> stored(ResourceID id) {
    return store.get(id).map(MeshStatus::getStatus);
  }

  /** In a namespace that is going, or gone, nothing can be written and nothing needs to be. */
  private void attempt(ResourceID id, Runnable write) {
    try {
      write.run();
    } catch (KubernetesClientException e) {
      if (e.getCode() == FORBIDDEN || e.getCode() == NOT_FOUND) {
        LOG.debugf("event=mesh_status_not_written id=%s reason=\"%s\"", id, e.getMessage());
      } else {
        LOG.warnf("event=mesh_status_not_written id=%s reason=\"%s\"", id, e.getMessage());
        trigger.retry();
      }
    }
  }
}
