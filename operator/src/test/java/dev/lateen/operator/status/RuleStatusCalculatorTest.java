package dev.lateen.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.lateen.crds.v1alpha1.Condition;
import dev.lateen.crds.v1alpha1.LastAccepted;
import dev.lateen.crds.v1alpha1.RuleStatus;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.operator.discovery.ProxyState;
import dev.lateen.operator.platform.model.InstanceKey;
import dev.lateen.operator.rules.NotUsed;
import dev.lateen.operator.rules.RuleKey;
import dev.lateen.operator.rules.RuleRevision;
import dev.lateen.operator.rules.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleStatusCalculatorTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);
  private static final RuleKey KEY = new RuleKey("RouteRule", "default", "all");
  private static final RuleRevision FIRST = new RuleRevision(KEY, 1, 10);
  private static final RuleRevision SECOND = new RuleRevision(KEY, 2, 20);
  private static final FieldError ERROR =
      new FieldError("spec.precedence", "\"high\"", "must be a number");

  private final RuleStatusCalculator calculator = new RuleStatusCalculator(CLOCK);

  @Test
  void ruleThatEveryProxyAcknowledgedIsLive() {
    // When
    var status = calculate(accepted(FIRST), synced("a", FIRST), synced("b", FIRST));

    // Then
    assertThat(status.live()).isEqualTo("2/2");
    assertThat(status.observedGeneration()).isEqualTo(1);
    assertThat(condition(status, "Accepted").status()).isEqualTo("True");
    assertThat(condition(status, "Ready").status()).isEqualTo("True");
    assertThat(condition(status, "Ready").reason()).isEqualTo("Live");
    assertThat(condition(status, "Ready").lastTransitionTime()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(status.lastAccepted()).isNull();
  }

  @Test
  void ruleThatSomeProxyDidNotAcknowledgeIsPropagating() {
    // When
    var status =
        calculate(accepted(FIRST), synced("a", FIRST), proxy("b", true, Set.of(FIRST), Set.of()));

    // Then
    assertThat(status.live()).isEqualTo("1/2");
    assertThat(condition(status, "Ready").status()).isEqualTo("False");
    assertThat(condition(status, "Ready").reason()).isEqualTo("Propagating");
  }

  @Test
  void proxyThatObeysAnotherRevisionIsStillToCome() {
    // When
    var status = calculate(accepted(SECOND), synced("a", FIRST), synced("b", SECOND));

    // Then
    assertThat(status.live()).isEqualTo("1/2");
    assertThat(condition(status, "Ready").reason()).isEqualTo("Propagating");
  }

  @Test
  void proxyThatIsAwayOrHasNoUseForTheRuleDoesNotCount() {
    // When
    var status =
        calculate(
            accepted(FIRST),
            synced("a", FIRST),
            proxy("away", false, Set.of(FIRST), Set.of(FIRST)),
            proxy("other", true, Set.of(), Set.of()));

    // Then
    assertThat(status.live()).isEqualTo("1/1");
  }

  @Test
  void ruleThatNoProxyNeedsIsNotUsed() {
    // When
    var status = calculate(accepted(FIRST));

    // Then
    assertThat(status.live()).isEqualTo("0/0");
    assertThat(condition(status, "Ready").reason()).isEqualTo("NotUsed");
  }

  @Test
  void ruleThatChangesNothingSaysWhy() {
    // When
    var status =
        calculate(
            new Verdict.Accepted(FIRST, Optional.of(new NotUsed(ERROR, false)), List.of(), false),
            synced("a", FIRST));

    // Then
    assertThat(condition(status, "Accepted").status()).isEqualTo("True");
    assertThat(condition(status, "Ready").reason()).isEqualTo("NotUsed");
    assertThat(condition(status, "Ready").message()).isEqualTo(ERROR.toString());
  }

  @Test
  void ruleWhoseCallsAnotherTakesIsShadowed() {
    // When
    var status =
        calculate(
            new Verdict.Accepted(FIRST, Optional.of(new NotUsed(ERROR, true)), List.of(), false));

    // Then
    assertThat(condition(status, "Ready").reason()).isEqualTo("Shadowed");
    assertThat(condition(status, "Ready").message()).isEqualTo(ERROR.toString());
  }

  @Test
  void warningsAreInTheAcceptedCondition() {
    // When
    var status =
        calculate(
            new Verdict.Accepted(FIRST, Optional.empty(), List.of(ERROR), false),
            synced("a", FIRST));

    // Then
    assertThat(condition(status, "Accepted").reason()).isEqualTo("ValidWithWarnings");
    assertThat(condition(status, "Accepted").message()).contains("spec.precedence");
    assertThat(condition(status, "Ready").reason()).isEqualTo("Live");
  }

  @Test
  void rejectedRuleSaysEveryErrorAndWhatStays() {
    // Given
    var last = new LastAccepted(1, JsonNodeFactory.instance.objectNode());
    var other = new FieldError("spec.route", "", "must have an entry");

    // When
    var status =
        calculate(
            new Verdict.Rejected(
                SECOND, List.of(ERROR, other), Optional.of(FIRST), Optional.of(last)),
            synced("a", FIRST));

    // Then
    assertThat(condition(status, "Accepted").status()).isEqualTo("False");
    assertThat(condition(status, "Accepted").message()).isEqualTo(ERROR + "; " + other);
    assertThat(condition(status, "Ready").reason()).isEqualTo("Rejected");
    assertThat(condition(status, "Ready").message()).contains("generation 1");
    assertThat(status.live()).isEqualTo("1/1");
    assertThat(status.lastAccepted()).isEqualTo(last);
    assertThat(status.observedGeneration()).isEqualTo(2);
  }

  @Test
  void rejectedRuleThatWasNeverGoodHasNothingInForce() {
    // When
    var status =
        calculate(new Verdict.Rejected(FIRST, List.of(ERROR), Optional.empty(), Optional.empty()));

    // Then
    assertThat(status.live()).isEqualTo("0/0");
    assertThat(status.lastAccepted()).isNull();
    assertThat(condition(status, "Ready").message()).contains("nothing");
  }

  @Test
  void sameInputGivesAnEqualStatusLater() {
    // Given
    var first = calculate(accepted(FIRST), synced("a", FIRST));
    var later = new RuleStatusCalculator(Clock.offset(CLOCK, Duration.ofHours(1)));

    // When
    var second = later.calculate(accepted(FIRST), List.of(synced("a", FIRST)), Optional.of(first));

    // Then
    assertThat(second).isEqualTo(first);
  }

  @Test
  void timeChangesWithTheStatusAlone() {
    // Given
    var first = calculate(accepted(FIRST));
    var later = new RuleStatusCalculator(Clock.offset(CLOCK, Duration.ofHours(1)));

    // When
    var propagating =
        later.calculate(
            accepted(FIRST),
            List.of(proxy("a", true, Set.of(FIRST), Set.of())),
            Optional.of(first));
    var live =
        later.calculate(accepted(FIRST), List.of(synced("a", FIRST)), Optional.of(propagating));

    // Then
    assertThat(condition(propagating, "Ready").lastTransitionTime())
        .isEqualTo("2026-01-02T03:04:05Z");
    assertThat(condition(live, "Ready").lastTransitionTime()).isEqualTo("2026-01-02T04:04:05Z");
    assertThat(condition(live, "Accepted").lastTransitionTime()).isEqualTo("2026-01-02T03:04:05Z");
  }

  @Test
  void isNotReadyBeforeAllReplicasToldTheirSidecars() {
    // When
    var status =
        calculator.calculate(accepted(FIRST), List.of(synced("a", FIRST)), false, Optional.empty());

    // Then
    assertThat(condition(status, "Ready").status()).isEqualTo("False");
    assertThat(condition(status, "Ready").reason()).isEqualTo("Propagating");
    assertThat(condition(status, "Ready").message()).contains("replica");
  }

  private RuleStatus calculate(Verdict verdict, ProxyState... proxies) {
    return calculator.calculate(verdict, List.of(proxies), Optional.empty());
  }

  @Test
  void policyThatDemandsIdentityNamesTheProxiesThatCannotProveOrSeeAnything() {
    // Given
    var policy = new RuleRevision(new RuleKey("Policy", "default", "strict"), 1, 10);
    var verdict = new Verdict.Accepted(policy, Optional.empty(), List.of(), true);

    // When
    var status =
        calculate(
            verdict, synced("a", policy), proxy("b", false, true, Set.of(policy), Set.of(policy)));

    // Then
    assertThat(status.live()).isEqualTo("2/2");
    assertThat(condition(status, "Ready").reason()).isEqualTo("IdentityMissing");
    assertThat(condition(status, "Ready").message())
        .contains("default/b")
        .doesNotContain("default/a");
  }

  @Test
  void policyThatDemandsNoIdentityIsLiveWhereThereIsNone() {
    // Given
    var policy = new RuleRevision(new RuleKey("Policy", "default", "disable"), 1, 10);

    // When
    var status =
        calculate(accepted(policy), proxy("b", false, true, Set.of(policy), Set.of(policy)));

    // Then
    assertThat(condition(status, "Ready").reason()).isEqualTo("Live");
  }

  private static Verdict accepted(RuleRevision revision) {
    return new Verdict.Accepted(revision, Optional.empty(), List.of(), false);
  }

  private static Condition condition(RuleStatus status, String type) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static ProxyState synced(String name, RuleRevision revision) {
    return proxy(name, true, Set.of(revision), Set.of(revision));
  }

  private static ProxyState proxy(
      String name, boolean connected, Set<RuleRevision> relevant, Set<RuleRevision> live) {
    return proxy(name, true, connected, relevant, live);
  }

  private static ProxyState proxy(
      String name,
      boolean identity,
      boolean connected,
      Set<RuleRevision> relevant,
      Set<RuleRevision> live) {
    return new ProxyState(
        "sidecar~127.0.0.1~" + name + ".default~default.svc.cluster.local",
        new InstanceKey("default", name),
        "sidecar",
        "lateen/0.1.0",
        identity,
        connected,
        Map.of(),
        true,
        relevant,
        live,
        Optional.empty(),
        Optional.empty());
  }
}
