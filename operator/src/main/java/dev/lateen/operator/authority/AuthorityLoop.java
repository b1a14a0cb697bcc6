package dev.lateen.operator.authority;

import dev.lateen.citadel.authority.Authority;
import dev.lateen.citadel.authority.AuthorityKeeper;
import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.authority.AuthorityStoreException;
import dev.lateen.citadel.authority.InvalidAuthorityException;
import dev.lateen.citadel.authority.Revocation;
import dev.lateen.citadel.authority.Revocations;
import dev.lateen.citadel.authority.RotationPhase;
import dev.lateen.citadel.authority.RotationProgress;
import dev.lateen.citadel.authority.WantedAuthority;
import dev.lateen.citadel.issuing.Journal;
import dev.lateen.citadel.issuing.JournalEntry;
import dev.lateen.citadel.jwt.JsonWebKeySet;
import dev.lateen.citadel.x509.RevocationList;
import dev.lateen.crds.v1alpha1.IdentityStatus;
import dev.lateen.operator.discovery.ProxyState;
import dev.lateen.operator.identity.TrustBundle;
import dev.lateen.operator.identity.TrustBundles;
import dev.lateen.operator.replica.Leadership;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Brings the authority step by step to what the mesh asks for where this replica leads, follows
 * what the leader keeps where it does not, and tells the rest of the operator what is in force.
 * Belongs to one thread.
 */
final class AuthorityLoop {
  private static final Logger LOG = Logger.getLogger(AuthorityLoop.class);
  private static final RotationProgress NOTHING_SEEN = new RotationProgress(false, false);

  private final IdentityPlatform platform;
  private final AuthorityKeeper keeper;
  private final Journal journal;
  private final TrustProgress progress;
  private final TrustBundles bundles;
  private final Leadership leadership;
  private final InstantSource clock;
  private final Consumer<AuthorityState> inForce;
  private Optional<AuthorityState> last = Optional.empty();
  private Instant taken = Instant.EPOCH;
  private boolean nothingKept;
  private boolean published;

  AuthorityLoop(
      IdentityPlatform platform,
      AuthorityKeeper keeper,
      Journal journal,
      TrustProgress progress,
      TrustBundles bundles,
      Leadership leadership,
      InstantSource clock,
      Consumer<AuthorityState> inForce) {
    this.platform = platform;
    this.keeper = keeper;
    this.journal = journal;
    this.progress = progress;
    this.bundles = bundles;
    this.leadership = leadership;
    this.clock = clock;
    this.inForce = inForce;
  }

  /**
   * Makes a step, if there is one.
   *
   * @throws AuthorityStoreException when it cannot be done now; call again some time later
   * @throws InvalidAuthorityException when the plugged-in authority cannot be used
   */
  void run(IdentityPolicy policy, RequestedAuthority requested) {
    if (last.isEmpty()) {
      Optional<AuthorityState> kept = keeper.current();
      nothingKept = kept.isEmpty();
      kept.ifPresent(state -> take(state, policy));
    }
    if (leadership.isLeading()) {
      lead(policy, requested);
    } else {
      published = false;
      keeper
          .current()
          .filter(state -> isNews(state, policy))
          .ifPresent(state -> take(state, policy));
    }
  }

  private void lead(IdentityPolicy policy, RequestedAuthority requested) {
    AuthorityState state = keeper.step(wanted(policy, requested), progress(policy));
    nothingKept = false;
    AuthorityState revoked = revoke(state, policy);
    if (!published || isNews(revoked, policy)) {
      take(revoked, policy);
    }
  }

  private boolean isNews(AuthorityState state, IdentityPolicy policy) {
    return !last.equals(Optional.of(state)) || hasOldLists(state) || isRenamed(policy);
  }

  /** Whether the trust domain goes by other names than those that were told last. */
  private boolean isRenamed(IdentityPolicy policy) {
    return bundles
        .current()
        .filter(told -> told.trustDomain().equals(policy.trustDomain()))
        .filter(told -> told.aliases().equals(policy.aliases()))
        .isEmpty();
  }

  /** Readers refuse a list that was to be replaced already. */
  private boolean hasOldLists(AuthorityState state) {
    return !state.revocations().isEmpty()
        && clock.instant().isAfter(taken.plus(RevocationList.LIFE.dividedBy(2)));
  }

  /** Whether it is known that there has been no authority yet, and there is none now. */
  boolean isWithoutAny() {
    return nothingKept && last.isEmpty();
  }

  /** How it stands; empty while nothing is in force. */
  Optional<IdentityStatus> status(Collection<ProxyState> proxies) {
    return last.flatMap(
        state -> bundles.current().map(bundle -> StateReport.of(state, bundle, proxies)));
  }

  private WantedAuthority wanted(IdentityPolicy policy, RequestedAuthority requested) {
    return new WantedAuthority(
        policy.trustDomain(),
        requested.keyType(),
        requested.rootGeneration(),
        platform.pluggedIn());
  }

  /** Looked at only while a root is being changed: nothing else waits for it. */
  private RotationProgress progress(IdentityPolicy policy) {
    return last.filter(state -> state.phase() != RotationPhase.STEADY)
        .flatMap(
            state ->
                bundles
                    .current()
                    .map(
                        bundle ->
                            progress.seen(state, bundle, policy.instances(), clock.instant())))
        .orElse(NOTHING_SEEN);
  }

  private AuthorityState revoke(AuthorityState state, IdentityPolicy policy) {
    Instant now = clock.instant();
    List<Revocation> revocations =
        journal
            .unexpired(
                now,
                entry ->
                    policy.revoked().contains(entry.serial())
                        || policy.revoked().contains(entry.identity().uri()))
            .stream()
            .map(entry -> revocation(entry, now))
            .toList();
    boolean known =
        revocations.stream()
            .allMatch(
                revocation ->
                    state.revocations().stream()
                        .anyMatch(listed -> listed.serial().equals(revocation.serial())));
    return known ? state : keeper.change(kept -> Revocations.add(kept, revocations, now));
  }

  private static Revocation revocation(JournalEntry entry, Instant now) {
    return new Revocation(entry.serial(), entry.generation(), now, entry.expiry());
  }

  private void take(AuthorityState state, IdentityPolicy policy) {
    List<String> roots = state.trusted().stream().map(Authority::root).toList();
    try {
      if (leadership.isLeading()) {
        platform.publishRoots(String.join("", roots));
        published = true;
      }
      inForce.accept(state);
    } finally { // who is trusted does not depend on whether anybody can be told otherwise
      bundles.set(
          new TrustBundle(
              policy.trustDomain(),
              policy.aliases(),
              roots,
              Revocations.lists(state, clock.instant()),
              JsonWebKeySet.of(state)));
    }
    last = Optional.of(state);
    taken = clock.instant();
    LOG.infof(
        "event=authority_in_force root=%d phase=%s trusted=%d revoked=%d",
        state.current().generation(), state.phase(), roots.size(), state.revocations().size());
  }
}
