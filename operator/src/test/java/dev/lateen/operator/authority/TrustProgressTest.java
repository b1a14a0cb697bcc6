package dev.lateen.operator.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.citadel.authority.Authority;
import dev.lateen.citadel.authority.AuthorityFactory;
import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.authority.Rotation;
import dev.lateen.citadel.issuing.Journal;
import dev.lateen.citadel.issuing.JournalEntry;
import dev.lateen.citadel.issuing.JournalStore;
import dev.lateen.citadel.jwt.JwtAuthority;
import dev.lateen.citadel.spiffe.SpiffeId;
import dev.lateen.citadel.x509.KeyType;
import dev.lateen.operator.discovery.ProxyState;
import dev.lateen.operator.discovery.snapshot.TrustVersion;
import dev.lateen.operator.identity.TrustBundle;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.InstanceKey;
import dev.lateen.operator.platform.model.Locality;
import dev.lateen.operator.replica.Leadership;
import dev.lateen.operator.replica.MeshProxies;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrustProgressTest {
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration LATE = Duration.ofMinutes(2);
  private static final InstanceKey REVIEWS = new InstanceKey("default", "reviews-v1");
  private static final TrustBundle BUNDLE =
      new TrustBundle("cluster.local", List.of("root", "next"), List.of());

  private final AuthorityFactory factory =
      new AuthorityFactory(InstantSource.fixed(START), new SecureRandom());
  private final AuthorityState distributing = Rotation.begin(AuthorityState.of(root(1)), root(2));

  private Authority root(int generation) {
    return factory.create(generation, "cluster.local", KeyType.EC_P256);
  }

  @Test
  void proxyThatHasNotComeBackIsWaitedForAndNotForEver() {
    // Given an operator that was started again, and a sidecar that is not connected yet
    TrustProgress progress = progress();

    // Then
    assertThat(trustedByAll(progress, SOON)).isFalse();
    assertThat(trustedByAll(progress, LATE)).isTrue();
  }

  @Test
  void proxyThatIsBackCountsWhenItKnowsOfTheStep() {
    assertThat(trustedByAll(progress(proxy(TrustVersion.of(BUNDLE).iterator().next())), SOON))
        .isTrue();
    assertThat(trustedByAll(progress(proxy("the one before")), LATE)).isFalse();
  }

  private boolean trustedByAll(TrustProgress progress, Duration after) {
    return progress
        .seen(distributing, BUNDLE, List.of(instance()), START.plus(after))
        .nextTrustedByAll();
  }

  private static TrustProgress progress(ProxyState... proxies) {
    return new TrustProgress(
        new MeshProxies(new Connected(List.of(proxies))),
        new Leadership(true),
        new Journal(new OneEntry()),
        new JwtAuthority(InstantSource.fixed(START)),
        state -> true,
        START);
  }

  private static Instance instance() {
    return new Instance(
        REVIEWS,
        "127.0.0.1",
        Map.of(),
        "reviews",
        Locality.UNKNOWN,
        1,
        Map.of(),
        Optional.empty(),
        true);
  }

  private static ProxyState proxy(String roots) {
    return new ProxyState(
        "node",
        REVIEWS,
        "sidecar",
        "lateen/0.1.0",
        true,
        true,
        Map.of("SDS", roots),
        true,
        Set.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** One certificate, in use. */
  private record OneEntry() implements JournalStore {
    @Override
    public List<JournalEntry> load() {
      return List.of(
          new JournalEntry(
              "1f",
              new SpiffeId("cluster.local", "default", "reviews"),
              REVIEWS.name(),
              1,
              START,
              START.plus(Duration.ofHours(1))));
    }

    @Override
    public void append(JournalEntry entry, Instant now) {
      throw new IllegalStateException("nothing is issued here");
    }
  }
}
