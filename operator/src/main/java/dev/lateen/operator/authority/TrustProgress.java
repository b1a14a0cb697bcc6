package dev.lateen.operator.authority;

import dev.lateen.citadel.authority.Authority;
import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.authority.RotationProgress;
import dev.lateen.citadel.issuing.Journal;
import dev.lateen.citadel.issuing.JournalEntry;
import dev.lateen.citadel.jwt.JwtAuthority;
import dev.lateen.operator.discovery.ProxyState;
import dev.lateen.operator.discovery.snapshot.ResourceType;
import dev.lateen.operator.discovery.snapshot.TrustVersion;
import dev.lateen.operator.identity.TrustBundle;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.InstanceKey;
import dev.lateen.operator.replica.Leadership;
import dev.lateen.operator.replica.MeshProxies;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Sees how far the proxies, and the Secrets of service accounts, followed a change of the root. */
final class TrustProgress {
  /** How long proxies have to come back to an operator that has started, or begun to lead. */
  private static final Duration RETURN = Duration.ofMinutes(1);

  private final MeshProxies proxies;
  private final Leadership leadership;
  private final Journal journal;
  private final JwtAuthority tokens;
  private final Predicate<AuthorityState> secrets;
  private final Instant started;

  /**
   * From where it is seen.
   *
   * @param secrets whether the Secrets of service accounts have followed to a state
   * @param started since when proxies may come back
   */
  TrustProgress(
      MeshProxies proxies,
      Leadership leadership,
      Journal journal,
      JwtAuthority tokens,
      Predicate<AuthorityState> secrets,
      Instant started) {
    this.proxies = proxies;
    this.leadership = leadership;
    this.journal = journal;
    this.tokens = tokens;
    this.secrets = secrets;
    this.started = started;
  }

  /**
   * What is seen now.
   *
   * @param bundle what was last given to discovery
   * @param instances what exists; certificates of others are in nobody's use
   */
  RotationProgress seen(
      AuthorityState state, TrustBundle bundle, List<Instance> instances, Instant now) {
    boolean followed = secrets.test(state);
    return new RotationProgress(
        followed && trustedByAll(bundle) && (isLate(now) || allAreBack(instances, now)),
        followed && previousUnused(state, instances, now));
  }

  private boolean isLate(Instant now) {
    return now.isAfter(started.plus(RETURN)) && now.isAfter(leadership.since().plus(RETURN));
  }

  /** Whether nobody is still to connect who has a certificate, and so may not know of the step. */
  private boolean allAreBack(List<Instance> instances, Instant now) {
    Set<InstanceKey> connected =
        proxies.all().stream()
            .filter(ProxyState::connected)
            .map(ProxyState::instance)
            .collect(Collectors.toSet());
    return journal.inUse(now).stream()
        .flatMap(entry -> instances.stream().filter(instance -> is(instance, entry)))
        .allMatch(instance -> connected.contains(instance.key()));
  }

  /** A proxy that was sent no roots does without them, and one that joins gets the newest. */
  private boolean trustedByAll(TrustBundle bundle) {
    Set<String> versions = TrustVersion.of(bundle);
    return proxies.all().stream()
        .filter(ProxyState::connected)
        .map(proxy -> Optional.ofNullable(proxy.acknowledged().get(ResourceType.SDS.name())))
        .allMatch(version -> version.map(versions::contains).orElse(true));
  }

  private boolean previousUnused(AuthorityState state, List<Instance> instances, Instant now) {
    int previous = state.previous().map(Authority::generation).orElse(0);
    return !tokens.isInUse(previous)
        && journal.inUse(now).stream()
            .filter(entry -> entry.generation() == previous)
            .noneMatch(entry -> instances.stream().anyMatch(instance -> is(instance, entry)));
  }

  private static boolean is(Instance instance, JournalEntry entry) {
    return instance.key().namespace().equals(entry.identity().namespace())
        && instance.key().name().equals(entry.instance());
  }
}
