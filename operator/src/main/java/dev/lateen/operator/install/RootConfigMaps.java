package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import dev.lateen.injection.InjectionNames;
import dev.lateen.operator.identity.TrustBundle;
import dev.lateen.operator.identity.TrustBundles;
import dev.lateen.operator.platform.MeshInForce;
import dev.lateen.operator.platform.kubernetes.Watched;
import dev.lateen.operator.replica.Leadership;
import dev.lateen.operator.status.CurrentMesh;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps the roots of the mesh where injected pods find them: in the ConfigMap {@code lateen-root}
 * of the namespace of the mesh, where gateways are, of those of Gateways, and of every namespace
 * whose pods are looked at. What is right already is not written; what is no longer wanted goes, if
 * it is the operator's. A namespace that refuses is tried again and stops no other. All work is
 * done on one thread.
 */
@Singleton
public class RootConfigMaps {
  private static final Logger LOG = Logger.getLogger(RootConfigMaps.class);
  private static final String KEY = "root-cert.pem";
  private static final long RETRY_MILLISECONDS = 5_000;

  /** How often it is looked whether everything was listed once. */
  private static final long SYNC_CHECK_MILLISECONDS = 100;

  private final Provider<KubernetesClient> client;
  private final TrustBundles bundles;
  private final CurrentMesh mesh;
  private final Leadership leadership;
  private final AtomicBoolean due = new AtomicBoolean();
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().name("root-config-maps").daemon().factory(),
          new ThreadPoolExecutor.DiscardPolicy());
  private Future<?> next = CompletableFuture.completedFuture(null);
  private Watched<Namespace> namespaces;
  private Watched<ConfigMap> present;

  public RootConfigMaps(
      Provider<KubernetesClient> client,
      TrustBundles bundles,
      CurrentMesh mesh,
      Leadership leadership) {
    this.client = client;
    this.bundles = bundles;
    this.mesh = mesh;
    this.leadership = leadership;
  }

  /** Begins to watch; returns at once. */
  void start() {
    namespaces =
        new Watched<>(
            "namespaces", client.get().namespaces(), UnaryOperator.identity(), this::look);
    present =
        new Watched<>(
            "configmaps",
            client
                .get()
                .configMaps()
                .inAnyNamespace()
                .withField("metadata.name", InjectionNames.ROOTS),
            UnaryOperator.identity(),
            this::look);
    namespaces.start();
    present.start();
    bundles.onChange(this::look);
    mesh.onChange(this::look);
    leadership.onChange(this::look);
    look();
  }

  void stop() {
    executor.shutdownNow();
    namespaces.close();
    present.close();
  }

  /** Many changes at once are looked at once. */
  private void look() {
    if (due.compareAndSet(false, true)) {
      executor.execute(this::settle);
    }
  }

  /** However many looks ask for another, there is one. */
  private void lookAfter(long milliseconds) {
    next.cancel(false);
    next = executor.schedule(this::look, milliseconds, TimeUnit.MILLISECONDS);
  }

  private void settle() {
    due.set(false);
    if (!leadership.isLeading()) {
      return;
    }
    if (!namespaces.synced() || !present.synced()) {
      lookAfter(SYNC_CHECK_MILLISECONDS);
      return;
    }
    try {
      TrustBundle trusted = bundles.current().orElse(TrustBundle.NONE);
      wanted(trusted).ifPresent(names -> settle(names, trusted));
    } catch (RuntimeException e) {
      LOG.errorf(e, "event=roots_not_published");
      lookAfter(RETRY_MILLISECONDS);
    }
  }

  private void settle(Set<String> wanted, TrustBundle trusted) {
    Map<String, String> data = Map.of(KEY, String.join("", trusted.rootsPem()));
    Map<String, ConfigMap> there =
        present.objects().stream()
            .collect(Collectors.toMap(map -> map.getMetadata().getNamespace(), map -> map));
    wanted.stream()
        .filter(name -> !there.containsKey(name) || !data.equals(there.get(name).getData()))
        .forEach(name -> attempt(name, () -> apply(name, data)));
    there.forEach(
        (name, map) -> {
          if (!wanted.contains(name) && MeshObjects.isManaged(map)) {
            attempt(name, () -> client.get().resource(map).delete());
          }
        });
  }

  /** A namespace that is gone needs nothing; any other that refuses may let it happen later. */
  private void attempt(String namespace, Runnable write) {
    try {
      write.run();
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        LOG.debugf(
            "event=roots_not_published namespace=%s message=\"%s\"", namespace, e.getMessage());
      } else {
        LOG.warnf(
            "event=roots_not_published namespace=%s message=\"%s\"", namespace, e.getMessage());
        lookAfter(RETRY_MILLISECONDS);
      }
    }
  }

  /** Empty while it is not known: what is there then stays. */
  private Optional<Set<String>> wanted(TrustBundle trusted) {
    return mesh.view()
        .map(view -> MeshInForce.among(view.resources().meshes()))
        .filter(inForce -> inForce.isEmpty() || !trusted.isEmpty())
        .map(inForce -> inForce.map(this::selected).orElse(Set.of()));
  }

  /** Where Gateways of the Gateway API are, their proxies are. */
  private Set<String> withGateways() {
    return mesh.view().stream()
        .flatMap(view -> view.gateways().gateways().stream())
        .map(report -> report.gateway().meta().namespace())
        .collect(Collectors.toSet());
  }

  private Set<String> selected(ServiceMesh inForce) {
    boolean byDefault =
        GatewayWanted.specOf(inForce).revision().equals(ServiceMeshSpec.DEFAULT_REVISION);
    Set<String> withGateways = withGateways();
    return namespaces.objects().stream()
        .filter(namespace -> namespace.getMetadata().getDeletionTimestamp() == null)
        .filter(
            namespace ->
                isSelected(namespace, byDefault)
                    || holds(namespace, inForce)
                    || withGateways.contains(namespace.getMetadata().getName()))
        .map(namespace -> namespace.getMetadata().getName())
        .collect(Collectors.toSet());
  }

  /** Its gateways are there, which nobody injects. */
  private static boolean holds(Namespace namespace, ServiceMesh mesh) {
    return namespace.getMetadata().getName().equals(mesh.getMetadata().getNamespace());
  }

  /** All revisions have the same roots, so it does not matter which one is asked for. */
  private static boolean isSelected(Namespace namespace, boolean byDefault) {
    Map<String, String> labels =
        Objects.requireNonNullElse(namespace.getMetadata().getLabels(), Map.of());
    return labels.containsKey(InjectionNames.REVISION_LABEL)
        || byDefault && InjectionNames.ENABLED.equals(labels.get(InjectionNames.NAMESPACE_LABEL));
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
}
