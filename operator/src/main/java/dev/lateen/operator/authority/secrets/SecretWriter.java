package dev.lateen.operator.authority.secrets;

import dev.lateen.citadel.issuing.IssuedCertificate;
import dev.lateen.citadel.x509.KeyType;
import dev.lateen.citadel.x509.Pem;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Brings the Secret of one account to what it is to be. It is read again before: what a watch says
 * may be old, and a certificate is not to be issued for nothing. Belongs to one thread.
 */
final class SecretWriter {
  private static final Logger LOG = Logger.getLogger(SecretWriter.class);

  private final SecretStore store;
  private final SecretIssuer issuer;
  private final SecureRandom random;

  SecretWriter(SecretStore store, SecretIssuer issuer, SecureRandom random) {
    this.store = store;
    this.issuer = issuer;
    this.random = random;
  }

  /**
   * Does what is to be done, if it still is.
   *
   * @return why nothing can be done; empty when all is well
   * @throws SecretStoreException when it cannot be read or written
   */
  Optional<Problem> bring(Account account, SecretCheck check) {
    Optional<AccountSecret> there = store.read(account);
    return switch (check.of(account, there)) {
      case Judgement.Issue issue -> {
        store.write(account, issued(account, check.demand()), there);
        LOG.infof(
            "event=account_secret_written secret=%s/%s reason=%s",
            account.namespace(), account.secret(), issue.why());
        yield Optional.empty();
      }
      case Judgement.Trust _ -> {
        store.write(
            account, there.orElseThrow().content().withRoots(check.demand().roots()), there);
        yield Optional.empty();
      }
      case Judgement.Foreign _ -> Optional.of(Problem.nameTaken(account));
      case Judgement.Right _, Judgement.Revoked _ -> Optional.empty();
    };
  }

  private KeyAndCertificate issued(Account account, Demand demand) {
    KeyPair key = KeyType.EC_P256.generate(random);
    IssuedCertificate issued =
        issuer.issue(
            demand.identity(account), account.secret(), key.getPublic(), demand.leafLife());
    List<String> withoutRoot = issued.chain().subList(0, issued.chain().size() - 1);
    return new KeyAndCertificate(
        String.join("", withoutRoot), Pem.encode(key.getPrivate()), demand.roots());
  }
}
