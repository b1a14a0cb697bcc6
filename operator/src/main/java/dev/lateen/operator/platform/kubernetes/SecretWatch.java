package dev.lateen.operator.platform.kubernetes;

import dev.lateen.operator.gateway.api.TlsSecret;
import dev.lateen.operator.platform.TlsSecretReader;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;

/**
 * The certificates of the cluster. They are nobody's business until something refers to one: they
 * are watched from then on. Used by one thread at a time.
 */
final class SecretWatch implements AutoCloseable {
  private final Watched<Secret> secrets;
  private boolean started;

  SecretWatch(KubernetesClient client, Runnable changed) {
    secrets =
        new Watched<>(
            "secrets",
            client.secrets().inAnyNamespace().withField("type", TlsSecretReader.TYPE),
            Slimming::whole,
            changed);
  }

  /**
   * Whether everything that is needed was listed at least once. What nobody allows is no failure.
   *
   * @param needed whether something refers to a Secret
   */
  boolean synced(boolean needed) {
    if (needed && !started) {
      started = true;
      secrets.start();
    }
    return !started
        || secrets.synced()
        || secrets.problem().filter(WatchProblem.NotAllowed.class::isInstance).isPresent();
  }

  Optional<WatchProblem> problem() {
    return secrets.problem();
  }

  /** What the cache holds now. */
  Map<String, TlsSecret> secrets() {
    return TlsSecretReader.read(secrets.objects());
  }

  @Override
  public void close() {
    secrets.close();
  }
}
