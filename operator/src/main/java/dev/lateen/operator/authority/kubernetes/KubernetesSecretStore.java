package dev.lateen.operator.authority.kubernetes;

import dev.lateen.operator.authority.secrets.Account;
import dev.lateen.operator.authority.secrets.AccountSecret;
import dev.lateen.operator.authority.secrets.KeyAndCertificate;
import dev.lateen.operator.authority.secrets.Problem;
import dev.lateen.operator.authority.secrets.SecretStore;
import dev.lateen.operator.authority.secrets.SecretStoreException;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Secrets of a cluster, read and written only in the namespaces that are watched. */
final class KubernetesSecretStore implements SecretStore {
  private static final Set<Integer> OVERTAKEN =
      Set.of(HttpURLConnection.HTTP_CONFLICT, HttpURLConnection.HTTP_NOT_FOUND);

  private final KubernetesClient client;
  private final Grant grant;
  private final Map<String, WatchedNamespace> watched = new HashMap<>();
  private final AtomicBoolean changed = new AtomicBoolean();

  KubernetesSecretStore(KubernetesClient client) {
    this.client = client;
    this.grant = new Grant(client.getNamespace());
  }

  @Override
  public void watch(Set<String> namespaces) {
    watched.entrySet().stream()
        .filter(entry -> !namespaces.contains(entry.getKey()))
        .forEach(entry -> entry.getValue().close());
    watched.keySet().retainAll(namespaces);
    namespaces.forEach(
        namespace ->
            watched.computeIfAbsent(
                namespace,
                _ -> new WatchedNamespace(client, namespace, grant, () -> changed.set(true))));
  }

  @Override
  public boolean hasChanged() {
    return changed.getAndSet(false);
  }

  @Override
  public Sight look(String namespace) {
    return watched.get(namespace).look();
  }

  @Override
  public Optional<AccountSecret> read(Account account) {
    try {
      return Optional.ofNullable(
              client.secrets().inNamespace(account.namespace()).withName(account.secret()).get())
          .map(AccountSecretCodec::read);
    } catch (KubernetesClientException e) {
      throw failed(account.namespace(), e);
    }
  }

  @Override
  public void write(Account account, KeyAndCertificate content, Optional<AccountSecret> replaced) {
    Secret secret =
        AccountSecretCodec.write(account, content, replaced.map(AccountSecret::version));
    unlessOvertaken(
        account.namespace(),
        () -> {
          if (replaced.isPresent()) {
            client.resource(secret).update();
          } else {
            client.resource(secret).create();
          }
        });
  }

  @Override
  public void delete(AccountSecret secret) {
    unlessOvertaken(
        secret.namespace(),
        () -> client.secrets().inNamespace(secret.namespace()).withName(secret.name()).delete());
  }

  /** What changed or went meanwhile is looked at again: the watch will tell of it. */
  private void unlessOvertaken(String namespace, Runnable write) {
    try {
      write.run();
    } catch (KubernetesClientException e) {
      if (!OVERTAKEN.contains(e.getCode())) {
        throw failed(namespace, e);
      }
    }
  }

  private SecretStoreException failed(String namespace, KubernetesClientException e) {
    Problem problem =
        e.getCode() == HttpURLConnection.HTTP_FORBIDDEN
            ? grant.refused(namespace, reason(e))
            : new Problem(
                Problem.Kind.TROUBLE,
                "Secrets of the namespace %s cannot be read or written: %s"
                    .formatted(namespace, reason(e)));
    return new SecretStoreException(problem, e);
  }

  /** What the API server said, if it said anything. */
  private static String reason(KubernetesClientException e) {
    return Optional.ofNullable(e.getStatus())
        .map(Status::getMessage)
        .orElseGet(() -> String.valueOf(e.getMessage()));
  }

  @Override
  public void close() {
    watch(Set.of());
  }
}
