package dev.lateen.operator.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.operator.discovery.ProxyState;
import dev.lateen.operator.platform.model.InstanceKey;
import dev.lateen.operator.rules.RuleKey;
import dev.lateen.operator.rules.RuleRevision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ToldTest {
  private static final RuleRevision RULE =
      RuleRevision.of(new RuleKey("RouteRule", "shop", "reviews"), 1, "spec");

  private final Told follower = new Told();
  private final Told leader = new Told();

  @Test
  void onlyWhatChangedIsTold() {
    // Given
    tell(Set.of(RULE), List.of(proxy("a", true), proxy("b", true)));

    // When
    ProxyReport report = tell(Set.of(RULE), List.of(proxy("a", true), proxy("b", false)));

    // Then
    assertThat(report.changed()).containsExactly(proxy("b", false));
    assertThat(report.forgotten()).isEmpty();
    assertThat(report.rules()).isEmpty();
    assertThat(leader.proxies()).containsExactly(proxy("a", true), proxy("b", false));
    assertThat(follower.next(Set.of(RULE), List.of(proxy("a", true), proxy("b", false))).isEmpty())
        .isTrue();
  }

  @Test
  void proxyThatIsForgottenGoes() {
    // Given
    tell(Set.of(), List.of(proxy("a", true)));

    // When
    tell(Set.of(), List.of());

    // Then
    assertThat(leader.proxies()).isEmpty();
  }

  @Test
  void ruleIsKnownWhenEveryProxyThatMayNeedItIs() {
    // Given
    tell(Set.of(), List.of());
    List<ProxyState> many =
        IntStream.range(0, 700).mapToObj(number -> proxy("p" + number, true)).toList();

    // When
    tell(Set.of(RULE), many);

    // Then
    assertThat(leader.proxies()).hasSize(500);
    assertThat(leader.isToldBy(RULE)).isFalse();

    // When
    tell(Set.of(RULE), many);

    // Then
    assertThat(leader.proxies()).hasSize(700);
    assertThat(leader.isToldBy(RULE)).isTrue();
  }

  @Test
  void followerOfAnEarlierVersionIsNotWaitedFor() {
    // When
    leader.apply(new ProxyReport(List.of(proxy("a", true)), Set.of(), Optional.empty()));

    // Then
    assertThat(leader.isToldBy(RULE)).isTrue();
  }

  private ProxyReport tell(Set<RuleRevision> rules, List<ProxyState> proxies) {
    ProxyReport report = follower.next(rules, proxies);
    follower.apply(report);
    leader.apply(report);
    return report;
  }

  private static ProxyState proxy(String name, boolean connected) {
    return new ProxyState(
        name,
        new InstanceKey("shop", name),
        "sidecar",
        "lateen/0.1.0",
        true,
        connected,
        Map.of(),
        true,
        Set.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty());
  }
}
