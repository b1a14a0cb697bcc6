package dev.lateen.operator.authority.secrets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Accounts and Secrets in memory; its watch sees Secrets of ours, and may be told to be late. */
final class MemorySecrets implements SecretStore {
  private final Set<Account> accounts = new HashSet<>();
  private final Map<String, AccountSecret> secrets = new HashMap<>();
  private Map<String, AccountSecret> seen = Map.of();
  private final Map<String, Problem> blocked = new HashMap<>();
  private final Map<String, Problem> refused = new HashMap<>();
  private final Set<String> watched = new HashSet<>();
  private boolean frozen;
  private boolean changed;
  private int version;

  void add(Account account) {
    accounts.add(account);
    changed = true;
  }

  Optional<AccountSecret> get(Account account) {
    return Optional.ofNullable(secrets.get(account.namespace() + "/" + account.secret()));
  }

  List<AccountSecret> all() {
    return List.copyOf(secrets.values());
  }

  void put(AccountSecret secret) {
    secrets.put(secret.namespace() + "/" + secret.name(), secret);
    changed = true;
    see();
  }

  void remove(Account account) {
    secrets.remove(account.namespace() + "/" + account.secret());
    changed = true;
    see();
  }

  /** From now on the watch sees nothing new. */
  void freeze() {
    frozen = true;
  }

  private void see() {
    if (!frozen) {
      seen = Map.copyOf(secrets);
    }
  }

  void block(String namespace, Problem problem) {
    blocked.put(namespace, problem);
  }

  /** As of a watch that works at last: it has told of what it saw before that is known. */
  void unblock(String namespace) {
    blocked.remove(namespace);
  }

  /** Writes of this namespace fail. */
  void refuse(String namespace, Problem problem) {
    refused.put(namespace, problem);
  }

  void allow(String namespace) {
    refused.remove(namespace);
  }

  @Override
  public void watch(Set<String> namespaces) {
    watched.clear();
    watched.addAll(namespaces);
  }

  @Override
  public boolean hasChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  @Override
  public Sight look(String namespace) {
    if (!watched.contains(namespace)) {
      throw new IllegalStateException(namespace + " is not watched");
    }
    if (blocked.containsKey(namespace)) {
      return new Sight.Blocked(blocked.get(namespace));
    }
    return new Sight.Known(
        new ArrayList<>(
            accounts.stream().filter(account -> account.namespace().equals(namespace)).toList()),
        seen.values().stream()
            .filter(secret -> secret.namespace().equals(namespace))
            .filter(AccountSecret::ours)
            .toList());
  }

  @Override
  public Optional<AccountSecret> read(Account account) {
    return get(account);
  }

  @Override
  public void write(Account account, KeyAndCertificate content, Optional<AccountSecret> replaced) {
    if (refused.containsKey(account.namespace())) {
      throw new SecretStoreException(
          refused.get(account.namespace()), new IllegalStateException("refused"));
    }
    put(
        new AccountSecret(
            account.namespace(),
            account.secret(),
            true,
            account.name(),
            account.uid(),
            content,
            String.valueOf(++version)));
  }

  @Override
  public void delete(AccountSecret secret) {
    secrets.remove(secret.namespace() + "/" + secret.name());
    see();
  }

  @Override
  public void close() {
    watched.clear();
  }
}
