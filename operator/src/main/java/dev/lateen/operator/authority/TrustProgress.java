package dev.lateen.operator.authority;

import dev.lateen.citadel.authority.Authority;
import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.authority.RotationProgress;
import dev.lateen.citadel.issuing.Journal;
import dev.lateen.citadel.issuing.JournalEntry;
import dev.lateen.citadel.jwt.JwtAuthority;
import dev.lateen.operator.discovery.DiscoveryService;
import dev.lateen.operator.discovery.ProxyState;
import dev.lateen.operator.discovery.snapshot.ResourceType;
import dev.lateen.operator.discovery.snapshot.TrustVersion;
import dev.lateen.operator.identity.TrustBundle;
import dev.lateen.operator.platform.model.Instance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sees how far the proxies have followed a change of the root. */
final class TrustProgress {
  private final DiscoveryService discovery;
  private final Journal journal;
  private final JwtAuthority tokens;

  TrustProgress(DiscoveryService discovery, Journal journal, JwtAuthority tokens) {
    this.discovery = discovery;
    this.journal = journal;
    this.tokens = tokens;
  }

  /**
   * What is seen now.
   *
   * @param bundle what was last given to discovery
   * @param instances what exists; certificates of others are in nobody's use
   */
  RotationProgress seen(
      AuthorityState state, TrustBundle bundle, List<Instance> instances, Instant now) {
    return new RotationProgress(trustedByAll(bundle), previousUnused(state, instances, now));
  }

  /** A proxy that was sent no roots does without them, and one that joins gets the newest. */
  private boolean trustedByAll(TrustBundle bundle) {
    Set<String> versions = TrustVersion.of(bundle);
    return discovery.proxies().stream()
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
