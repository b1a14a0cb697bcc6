package dev.lateen.operator.authority;

import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.operator.authority.secrets.AccountSecrets;
import dev.lateen.operator.identity.SecretsReport;
import dev.lateen.operator.replica.Leadership;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The Secrets of service accounts, where the platform has Secrets, and what to say where it has
 * none. Only the leader keeps them. Belongs to one thread.
 */
final class PlatformSecrets implements AutoCloseable {
  private final IdentityPlatform platform;
  private final Leadership leadership;
  private final InstantSource clock;
  private final SecureRandom random;
  private Optional<AccountSecrets> kept = Optional.empty();
  private Optional<MeshIdentity> asked = Optional.empty();

  PlatformSecrets(
      IdentityPlatform platform, Leadership leadership, InstantSource clock, SecureRandom random) {
    this.platform = platform;
    this.leadership = leadership;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Does what there is to do, if there is anything.
   *
   * @throws dev.lateen.citadel.authority.AuthorityStoreException when nothing can be issued now
   */
  void look(MeshIdentity now, Issuing issuing) {
    if (!leadership.isLeading()) {
      return;
    }
    asked = Optional.of(now);
    if (kept.isEmpty()) {
      kept =
          platform.secrets().map(store -> new AccountSecrets(store, issuing::issue, clock, random));
    }
    kept.ifPresent(secrets -> secrets.look(now.demand(issuing.state())));
  }

  /** How they stand; empty where nobody asks for any, and while it is not known. */
  Optional<SecretsReport> report() {
    return kept.isPresent()
        ? kept.flatMap(AccountSecrets::report)
        : asked.filter(now -> !now.secrets().isEmpty()).map(_ -> SecretsReport.noCluster());
  }

  /** Whether they have followed to a state, for long enough to be noticed. */
  boolean follow(AuthorityState state) {
    return kept.map(secrets -> secrets.follow(state)).orElse(true);
  }

  @Override
  public void close() {
    kept.ifPresent(AccountSecrets::close);
  }
}
