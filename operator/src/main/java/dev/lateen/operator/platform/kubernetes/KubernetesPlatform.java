package dev.lateen.operator.platform.kubernetes;

import dev.lateen.operator.platform.MeshResources;
import dev.lateen.operator.platform.Platform;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A cluster as a platform. */
public final class KubernetesPlatform implements Platform {

  /**
   * Names the cluster.
   *
   * @param client makes the client
   */
  public KubernetesPlatform(Supplier<KubernetesClient> client) {}

  @Override
  public void start(Consumer<MeshResources> consumer) {}

  @Override
  public boolean synced() {
    return false;
  }

  @Override
  public MeshResources current() {
    return MeshResources.empty();
  }

  @Override
  public Optional<String> problem() {
    return Optional.of("the cluster was not read yet");
  }

  @Override
  public void close() {}
}
