package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import dev.lateen.injection.InjectionNames;
import dev.lateen.operator.identity.TrustBundle;
import dev.lateen.operator.identity.TrustBundles;
import dev.lateen.operator.platform.MeshInForce;
import dev.lateen.operator.status.CurrentMesh;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps the roots of the mesh where injected pods find them: in the ConfigMap {@code lateen-root}
 * of every namespace whose pods are looked at. What is right already is not written; what is no
 * longer wanted goes. All work is done on one thread.
 */
@Singleton
public class RootConfigMaps {
  private static final Logger LOG = Logger.getLogger(RootConfigMaps.class);
  private static final String KEY = "root-cert.pem";
  private static final long RETRY_SECONDS = 5;

  private final Provider<KubernetesClient> client;
  private final TrustBundles bundles;
  private final CurrentMesh mesh;
  private final AtomicBoolean due = new AtomicBoolean();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("root-config-maps").daemon().factory());
  private SharedIndexInformer<Namespace> namespaces;
  private SharedIndexInformer<ConfigMap> present;

  public RootConfigMaps(Provider<KubernetesClient> client, TrustBundles bundles, CurrentMesh mesh) {
    this.client = client;
    this.bundles = bundles;
    this.mesh = mesh;
  }

  /** Begins to watch; returns when everything was listed once. */
  void start() {
    namespaces = client.get().namespaces().inform(whenAnythingChanges());
    present =
        client
            .get()
            .configMaps()
            .inAnyNamespace()
            .withField("metadata.name", InjectionNames.ROOTS)
            .inform(whenAnythingChanges());
    bundles.onChange(this::look);
    mesh.onChange(this::look);
    look();
  }

  void stop() {
    executor.shutdownNow();
    namespaces.stop();
    present.stop();
  }

  /** Many changes at once are looked at once. */
  private void look() {
    if (due.compareAndSet(false, true)) {
      executor.execute(this::settle);
    }
  }

  private void settle() {
    due.set(false);
    try {
      wanted().ifPresent(this::settle);
    } catch (KubernetesClientException e) {
      LOG.warnf("event=roots_not_published message=\"%s\"", e.getMessage());
      executor.schedule(this::look, RETRY_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void settle(Set<String> wanted) {
    Map<String, String> data = Map.of(KEY, String.join("", trusted().rootsPem()));
    Map<String, ConfigMap> there =
        present.getStore().list().stream()
            .collect(Collectors.toMap(map -> map.getMetadata().getNamespace(), map -> map));
    wanted.stream()
        .filter(name -> !there.containsKey(name) || !data.equals(there.get(name).getData()))
        .forEach(name -> apply(name, data));
    there.forEach(
        (name, map) -> {
          if (!wanted.contains(name)) {
            client.get().resource(map).delete();
          }
        });
  }

  private TrustBundle trusted() {
    return bundles.current().orElse(TrustBundle.NONE);
  }

  /** Empty while it is not known: what is there then stays. */
  private Optional<Set<String>> wanted() {
    if (mesh.view().isEmpty()) {
      return Optional.empty();
    }
    Optional<ServiceMesh> inForce =
        mesh.view().flatMap(view -> MeshInForce.among(view.resources().meshes()));
    if (inForce.isPresent() && trusted().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(inForce.map(GatewayWanted::specOf).map(this::selected).orElse(Set.of()));
  }

  private Set<String> selected(ServiceMeshSpec spec) {
    return namespaces.getStore().list().stream()
        .filter(namespace -> namespace.getMetadata().getDeletionTimestamp() == null)
        .filter(namespace -> isSelected(namespace, spec.revision()))
        .map(namespace -> namespace.getMetadata().getName())
        .collect(Collectors.toSet());
  }

  private static boolean isSelected(Namespace namespace, String revision) {
    Map<String, String> labels =
        Objects.requireNonNullElse(namespace.getMetadata().getLabels(), Map.of());
    String asked = labels.get(InjectionNames.REVISION_LABEL);
    return asked == null
        ? revision.equals(ServiceMeshSpec.DEFAULT_REVISION)
            && InjectionNames.ENABLED.equals(labels.get(InjectionNames.NAMESPACE_LABEL))
        : asked.equals(revision);
  }

  private void apply(String namespace, Map<String, String> data) {
    client
        .get()
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(InjectionNames.ROOTS)
                .withNamespace(namespace)
                .withLabels(MeshObjects.labels(InjectionNames.ROOTS))
                .endMetadata()
                .withData(data)
                .build())
        .fieldManager(MeshObjects.OPERATOR)
        .forceConflicts()
        .serverSideApply();
  }

  private <R extends HasMetadata> ResourceEventHandler<R> whenAnythingChanges() {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(R resource) {
        look();
      }

      @Override
      public void onUpdate(R before, R after) {
        look();
      }

      @Override
      public void onDelete(R resource, boolean unknown) {
        look();
      }
    };
  }
}
