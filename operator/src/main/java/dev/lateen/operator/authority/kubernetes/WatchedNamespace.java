package dev.lateen.operator.authority.kubernetes;

import dev.lateen.operator.authority.secrets.Problem;
import dev.lateen.operator.authority.secrets.SecretStore.Sight;
import dev.lateen.operator.platform.kubernetes.WatchProblem;
import dev.lateen.operator.platform.kubernetes.Watched;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The ServiceAccounts of one namespace, and the Secrets of our type. */
final class WatchedNamespace implements AutoCloseable {
  private final String namespace;
  private final Grant grant;
  private final Watched<ServiceAccount> accounts;
  private final Watched<Secret> secrets;

  /**
   * Begins to watch; returns at once.
   *
   * @param changed called after each change; must not block
   */
  WatchedNamespace(KubernetesClient client, String namespace, Grant grant, Runnable changed) {
    this.namespace = namespace;
    this.grant = grant;
    accounts =
        new Watched<>(
            "serviceaccounts of namespace " + namespace,
            client.serviceAccounts().inNamespace(namespace),
            UnaryOperator.identity(),
            changed);
    secrets =
        new Watched<>(
            "secrets of namespace " + namespace,
            client.secrets().inNamespace(namespace).withField("type", AccountSecretCodec.TYPE),
            UnaryOperator.identity(),
            changed);
    accounts.start();
    secrets.start();
  }

  Sight look() {
    Optional<WatchProblem> problem =
        Stream.of(accounts.problem(), secrets.problem()).flatMap(Optional::stream).findFirst();
    if (problem.isPresent()) {
      return new Sight.Blocked(problem(problem.get()));
    }
    return accounts.synced() && secrets.synced() ? known() : new Sight.Unknown();
  }

  private Sight known() {
    return new Sight.Known(
        accounts.objects().stream()
            .filter(account -> account.getMetadata().getDeletionTimestamp() == null)
            .map(AccountSecretCodec::account)
            .toList(),
        secrets.objects().stream().map(AccountSecretCodec::read).toList());
  }

  private Problem problem(WatchProblem problem) {
    return switch (problem) {
      case WatchProblem.NotAllowed _ -> grant.missing(namespace);
      case WatchProblem.DefinitionMissing missing ->
          new Problem(Problem.Kind.TROUBLE, missing.message());
      case WatchProblem.Unreachable unreachable ->
          new Problem(Problem.Kind.TROUBLE, unreachable.message());
    };
  }

  @Override
  public void close() {
    accounts.close();
    secrets.close();
  }
}
