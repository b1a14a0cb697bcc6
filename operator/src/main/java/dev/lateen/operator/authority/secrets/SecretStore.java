package dev.lateen.operator.authority.secrets;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Where ServiceAccounts are and their Secrets go. Belongs to one thread. */
public interface SecretStore extends AutoCloseable {

  /** Watches these namespaces, and none of the others any more. */
  void watch(Set<String> namespaces);

  /** Whether anything may have changed since this was last asked. */
  boolean hasChanged();

  /** What is known of a namespace that is watched. */
  Sight look(String namespace);

  /**
   * The Secret of an account as it is now, whoever made it.
   *
   * @throws SecretStoreException when it cannot be read
   */
  Optional<AccountSecret> read(Account account);

  /**
   * Makes the Secret of an account, or replaces what was read; does nothing when that has changed
   * meanwhile.
   *
   * @throws SecretStoreException when it cannot be written
   */
  void write(Account account, KeyAndCertificate content, Optional<AccountSecret> replaced);

  /**
   * Deletes a Secret, if it is still there.
   *
   * @throws SecretStoreException when it cannot be deleted
   */
  void delete(AccountSecret secret);

  @Override
  void close();

  /** What is known of a namespace. */
  sealed interface Sight {

    /** Nothing yet. */
    record Unknown() implements Sight {}

    /**
     * Nothing or something old, and that is all there will be until somebody acts.
     *
     * @param problem why, and what to do about it
     */
    record Blocked(Problem problem) implements Sight {}

    /**
     * Everything.
     *
     * @param accounts every ServiceAccount that is not being deleted
     * @param secrets every Secret of our type
     */
    record Known(Collection<Account> accounts, Collection<AccountSecret> secrets)
        implements Sight {}
  }
}
