package dev.lateen.operator.status.kubernetes;

import dev.lateen.crds.v1alpha1.MeshStatus;
import dev.lateen.crds.v1alpha1.MeshStatusStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;

/** The MeshStatuses of a cluster: read from a watch, written one by one. */
@Singleton
class MeshStatusStore {
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("meshstatus")
          .withForce(true)
          .build();

  private final Provider<KubernetesClient> client;
  private Optional<SharedIndexInformer<MeshStatus>> informer = Optional.empty();

  MeshStatusStore(Provider<KubernetesClient> client) {
    this.client = client;
  }

  /**
   * Begins to watch; returns when all that is there is known.
   *
   * @param onDelete called when somebody deleted one
   */
  synchronized void start(Runnable onDelete) {
    informer =
        Optional.of(
            client
                .get()
                .resources(MeshStatus.class)
                .inAnyNamespace()
                .inform(new Deletions(onDelete)));
  }

  synchronized void stop() {
    informer.ifPresent(SharedIndexInformer::stop);
  }

  synchronized Stream<MeshStatus> all() {
    return informer.stream().flatMap(watch -> watch.getStore().list().stream());
  }

  synchronized Optional<MeshStatus> get(ResourceID id) {
    String key = Cache.namespaceKeyFunc(id.getNamespace().orElse(""), id.getName());
    return informer.map(watch -> watch.getStore().getByKey(key));
  }

  /** Applies a status, and the resource it belongs to where there is none yet. */
  void write(ResourceID id, MeshStatusStatus status) {
    if (get(id).isEmpty()) {
      client.get().resource(named(id)).patch(APPLY);
    }
    MeshStatus patch = named(id);
    patch.setStatus(status);
    client.get().resource(patch).subresource("status").patch(APPLY);
  }

  void delete(ResourceID id) {
    client.get().resource(named(id)).delete();
  }

  private static MeshStatus named(ResourceID id) {
    MeshStatus resource = new MeshStatus();
    resource.getMetadata().setName(id.getName());
    resource.getMetadata().setNamespace(id.getNamespace().orElseThrow());
    return resource;
  }

  /** Nobody but the operator writes MeshStatuses, but anybody may delete one. */
  private record Deletions(Runnable then) implements ResourceEventHandler<MeshStatus> {
    @Override
    public void onAdd(MeshStatus added) {}

    @Override
    public void onUpdate(MeshStatus before, MeshStatus after) {}

    @Override
    public void onDelete(MeshStatus deleted, boolean finalStateUnknown) {
      then.run();
    }
  }
}
