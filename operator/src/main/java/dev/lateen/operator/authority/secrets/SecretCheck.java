package dev.lateen.operator.authority.secrets;

import dev.lateen.citadel.authority.Revocation;
import dev.lateen.citadel.x509.InvalidCertificateException;
import dev.lateen.citadel.x509.InvalidKeyPemException;
import dev.lateen.citadel.x509.KeyProof;
import dev.lateen.citadel.x509.Pem;
import dev.lateen.citadel.x509.Validity;
import dev.lateen.operator.authority.secrets.Judgement.Reason;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges one Secret by what is in it alone, so that nothing need be remembered of what was written.
 * Pure.
 *
 * @param demand what is asked for
 * @param now the time
 */
record SecretCheck(Demand demand, Instant now) {
  private static final int HEXADECIMAL = 16;
  private static final int PERCENT = 100;

  /** A renewal is up to this part of the time before it earlier. */
  private static final int SPREAD = 10;

  private static final BigInteger SHARES = BigInteger.valueOf(1_000_000);

  Judgement of(Account account, Optional<AccountSecret> there) {
    boolean revoked = demand.revoked().contains(demand.identity(account).uri());
    if (there.filter(secret -> !secret.ours()).isPresent()) {
      return new Judgement.Foreign();
    }
    if (revoked) {
      return new Judgement.Revoked();
    }
    return there
        .map(secret -> ofOurs(account, secret))
        .orElseGet(() -> new Judgement.Issue(Reason.MISSING));
  }

  private Judgement ofOurs(Account account, AccountSecret secret) {
    try {
      List<X509Certificate> chain = Pem.certificates(secret.content().certChain());
      return reason(account, secret, chain)
          .<Judgement>map(Judgement.Issue::new)
          .orElseGet(() -> ofIssued(secret, chain.getFirst()));
    } catch (InvalidCertificateException | InvalidKeyPemException _) {
      return new Judgement.Issue(Reason.CHANGED);
    }
  }

  private Judgement ofIssued(AccountSecret secret, X509Certificate certificate) {
    return secret.content().rootCert().equals(demand.roots())
        ? new Judgement.Right(renewal(certificate))
        : new Judgement.Trust();
  }

  private Optional<Reason> reason(
      Account account, AccountSecret secret, List<X509Certificate> chain) {
    X509Certificate certificate = chain.getFirst();
    if (!secret.belongsTo(account) || !hasKey(secret.content().key(), certificate)) {
      return Optional.of(Reason.CHANGED);
    }
    if (!isCurrent(chain)) {
      return Optional.of(Reason.ROOT);
    }
    if (!Pem.subjectAlternativeNames(Pem.encode(certificate))
        .equals(Set.of(demand.identity(account).uri()))) {
      return Optional.of(Reason.IDENTITY);
    }
    if (isRevoked(certificate)) {
      return Optional.of(Reason.REVOKED);
    }
    return now.isBefore(renewal(certificate)) ? Optional.empty() : Optional.of(Reason.DUE);
  }

  private static boolean hasKey(String key, X509Certificate certificate) {
    return KeyProof.belongTogether(
        Pem.privateKey(key, certificate.getPublicKey().getAlgorithm()), certificate.getPublicKey());
  }

  /** Whether the current authority signed it, and the way up to its root is shown. */
  private boolean isCurrent(List<X509Certificate> chain) {
    var authority = demand.state().current();
    try {
      chain.getFirst().verify(Pem.certificate(authority.issuing().certificate()).getPublicKey());
    } catch (GeneralSecurityException _) {
      return false;
    }
    List<X509Certificate> upwards =
        authority.intermediates().isBlank()
            ? List.of()
            : Pem.certificates(authority.intermediates());
    return chain.subList(1, chain.size()).equals(upwards);
  }

  private boolean isRevoked(X509Certificate certificate) {
    String serial = certificate.getSerialNumber().toString(HEXADECIMAL);
    return demand.state().revocations().stream().map(Revocation::serial).anyMatch(serial::equals);
  }

  /**
   * When a part of its life is over, up to a tenth of that earlier: by its serial number, which is
   * random, so that the same certificate is always due at the same time.
   */
  private Instant renewal(X509Certificate certificate) {
    Instant issued = certificate.getNotBefore().toInstant().plus(Validity.SKEW);
    Duration life = Duration.between(issued, certificate.getNotAfter().toInstant());
    Duration latest = life.multipliedBy(demand.renewPercent()).dividedBy(PERCENT);
    long share = certificate.getSerialNumber().mod(SHARES).longValueExact();
    return issued.plus(
        latest.minus(latest.dividedBy(SPREAD).multipliedBy(share).dividedBy(SHARES.intValue())));
  }
}
