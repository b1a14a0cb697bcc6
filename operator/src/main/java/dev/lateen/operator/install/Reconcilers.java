package dev.lateen.operator.install;

import dev.lateen.operator.LateenSettings;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The reconcilers, which work while this operator leads. That of a revision beside the main one
 * ({@code lateen.revision}) has none, and only looks who leads, so that a mesh is what its main
 * operator makes it, whatever is tried beside it.
 */
@Singleton
class Reconcilers {
  private final boolean main;
  private final boolean applyDefinitions;
  private final Provider<KubernetesClient> client;
  private final Provider<Operator> operator;
  private final LeaderWatch leaderWatch;

  /**
   * @param applyDefinitions {@code lateen.crds.apply}: whether the definitions are applied at the
   *     start; false for installations where somebody else manages them
   */
  Reconcilers(
      LateenSettings settings,
      @ConfigProperty(name = "lateen.crds.apply", defaultValue = "true") boolean applyDefinitions,
      Provider<KubernetesClient> client,
      Provider<Operator> operator,
      LeaderWatch leaderWatch) {
    this.main = settings.revision().isEmpty();
    this.applyDefinitions = applyDefinitions;
    this.client = client;
    this.operator = operator;
    this.leaderWatch = leaderWatch;
  }

  /** Brings the definitions up to date. */
  void prepare() {
    if (main && applyDefinitions) {
      new Definitions(client.get()).apply();
    }
  }

  void start() {
    if (main) {
      operator.get().start();
    } else {
      leaderWatch.start();
    }
  }

  void stop() {
    if (main) {
      operator.get().stop();
    } else {
      leaderWatch.stop();
    }
  }
}
