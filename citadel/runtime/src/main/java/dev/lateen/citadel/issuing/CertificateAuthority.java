package dev.lateen.citadel.issuing;

import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.authority.Revocation;
import dev.lateen.citadel.spiffe.SpiffeId;
import dev.lateen.citadel.x509.SigningRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Issues certificates to workloads by the state in force. Who the caller is and what it is entitled
 * to has been decided before. Safe for use by many threads.
 */
public final class CertificateAuthority {
  private final Journal journal;
  private final InstantSource clock;
  private final SecureRandom random;
  private final AtomicReference<Active> active;

  /** Begins with a state. */
  public CertificateAuthority(
      AuthorityState state, Journal journal, InstantSource clock, SecureRandom random) {
    this.journal = journal;
    this.clock = clock;
    this.random = random;
    this.active = new AtomicReference<>(Active.of(state));
  }

  /** Goes on with another state: the next certificate is issued by it. */
  public void use(AuthorityState state) {
    active.set(Active.of(state));
  }

  /** The state in force. */
  public AuthorityState state() {
    return active.get().state();
  }

  /**
   * Issues a certificate.
   *
   * @param identity what the caller is entitled to be called
   * @param instance which workload of that identity it is
   * @param asked how long it wants it to hold; zero for the standard
   * @throws dev.lateen.citadel.authority.AuthorityStoreException when the journal cannot be
   *     written: then nothing is issued
   */
  public IssuedCertificate issue(
      SpiffeId identity,
      String instance,
      SigningRequest request,
      Duration asked,
      Lifetimes lifetimes) {
    IssuedCertificate issued =
        active
            .get()
            .issuer()
            .issue(
                identity,
                instance,
                request.key(),
                clock.instant(),
                lifetimes.granted(asked),
                random);
    journal.record(issued.entry(), clock.instant());
    return issued;
  }

  /** Whether the certificate with this serial number is revoked. */
  public boolean isRevoked(String serial) {
    return active.get().state().revocations().stream()
        .map(Revocation::serial)
        .anyMatch(serial::equals);
  }

  private record Active(AuthorityState state, SvidIssuer issuer) {
    static Active of(AuthorityState state) {
      return new Active(state, new SvidIssuer(state.current()));
    }
  }
}
