package dev.lateen.operator.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.lateen.crds.v1alpha1.LastAccepted;
import dev.lateen.crds.v1alpha1.RuleStatus;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.operator.platform.MeshResources;
import dev.lateen.operator.platform.RefusedResource;
import dev.lateen.operator.platform.Resources;
import dev.lateen.operator.platform.model.MeshSettings;
import dev.lateen.operator.platform.model.Protocol;
import dev.lateen.operator.platform.model.Service;
import dev.lateen.operator.platform.model.ServicePort;
import dev.lateen.operator.platform.model.ServiceRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleBookTest {
  private static final ServiceRegistry REGISTRY =
      new ServiceRegistry(
          List.of(
              service("ratings", Protocol.HTTP),
              service("reviews", Protocol.HTTP),
              service("mysql", Protocol.TCP)),
          List.of(),
          List.of(),
          List.of(),
          MeshSettings.DEFAULT);

  private final RuleBook book = new RuleBook();

  @Test
  void validRuleIsInForce() {
    // When
    var decision = book.decide(rules(route("a", "reviews", 1)));

    // Then
    assertThat(accepted(decision, key("RouteRule", "a")).notUsed()).isEmpty();
    assertThat(decision.model().rules().routeRules())
        .extracting(rule -> rule.revision().key(), rule -> rule.revision().generation())
        .containsExactly(tuple(key("RouteRule", "a"), 1L));
  }

  @Test
  void aRuleMadeAnewUnderItsNameIsAnotherRevision() {
    // Given
    var before = book.decide(rules(route("a", "reviews", 1)));

    // When
    var after = book.decide(rules(route("a", "reviews", 2)));

    // Then
    var revision = after.model().rules().routeRules().getFirst().revision();
    assertThat(revision.generation()).isEqualTo(1);
    assertThat(revision).isNotEqualTo(before.model().rules().routeRules().getFirst().revision());
  }

  @Test
  void routeRulesAreOrderedByPrecedenceThenByKey() {
    // When
    var decision =
        book.decide(
            rules(route("c", "reviews", 1), route("a", "reviews", 1), route("b", "reviews", 9)));

    // Then
    assertThat(decision.model().rules().routeRules())
        .extracting(rule -> rule.revision().key().name())
        .containsExactly("b", "a", "c");
  }

  @Test
  void refusedRuleLeavesItsLastGoodSpecInForce() {
    // Given
    book.decide(rules(route("a", "reviews", 7)));

    // When
    var decision = book.decide(Resources.with(rules(), Resources.refused("RouteRule", "a", 2)));

    // Then
    var verdict = rejected(decision, key("RouteRule", "a"));
    assertThat(verdict.revision().generation()).isEqualTo(2);
    assertThat(verdict.errors()).extracting(FieldError::field).containsExactly("spec.precedence");
    assertThat(verdict.inForce().map(RuleRevision::generation)).contains(1L);
    assertThat(verdict.lastAccepted().orElseThrow().spec().path("precedence").asInt()).isEqualTo(7);
    assertThat(decision.model().rules().routeRules())
        .extracting(rule -> rule.spec().precedence())
        .containsExactly(7);
  }

  @Test
  void refusedRuleThatWasNeverGoodLeavesNothing() {
    // When
    var decision = book.decide(Resources.with(rules(), Resources.refused("RouteRule", "a", 1)));

    // Then
    assertThat(rejected(decision, key("RouteRule", "a")).inForce()).isEmpty();
    assertThat(decision.model().rules()).isEqualTo(RuleSet.empty());
  }

  @Test
  void correctedRuleReplacesTheLastGoodOne() {
    // Given
    book.decide(rules(route("a", "reviews", 7)));
    book.decide(Resources.with(rules(), Resources.refused("RouteRule", "a", 2)));
    var corrected = rules(route("a", "reviews", 8));
    corrected.routeRules().getFirst().getMetadata().setGeneration(3L);

    // When
    var decision = book.decide(corrected);

    // Then
    assertThat(decision.model().rules().routeRules())
        .extracting(rule -> rule.revision().generation())
        .containsExactly(3L);
  }

  @Test
  void deletedRuleIsForgottenWithItsLastGoodSpec() {
    // Given
    book.decide(rules(route("a", "reviews", 7)));
    book.decide(rules());

    // When
    var decision = book.decide(Resources.with(rules(), Resources.refused("RouteRule", "a", 1)));

    // Then
    assertThat(rejected(decision, key("RouteRule", "a")).inForce()).isEmpty();
  }

  @Test
  void lastGoodSpecComesBackFromTheStatusAfterARestart() {
    // Given
    book.decide(rules(route("a", "reviews", 7)));
    var before =
        rejected(
            book.decide(Resources.with(rules(), Resources.refused("RouteRule", "a", 2))),
            key("RouteRule", "a"));

    // When
    var decision =
        new RuleBook()
            .decide(Resources.with(rules(), refused("a", 2, before.lastAccepted().orElseThrow())));

    // Then
    assertThat(rejected(decision, key("RouteRule", "a"))).isEqualTo(before);
    assertThat(decision.model().rules().routeRules())
        .extracting(rule -> rule.spec().precedence())
        .containsExactly(7);
  }

  @Test
  void lastAcceptedThatIsNotValidIsNotTaken() {
    // Given
    var nonsense = JsonNodeFactory.instance.objectNode().put("precedence", 1);

    // When
    var decision =
        book.decide(Resources.with(rules(), refused("a", 2, new LastAccepted(1, nonsense))));

    // Then
    assertThat(rejected(decision, key("RouteRule", "a")).inForce()).isEmpty();
  }

  @Test
  void secondEgressRuleForADomainIsRejectedByItsKey() {
    // When
    var decision =
        book.decide(rules(egress("b", "example.com", 80), egress("a", "example.com", 443)));

    // Then
    assertThat(accepted(decision, key("EgressRule", "a")).inForce()).isPresent();
    var verdict = rejected(decision, key("EgressRule", "b"));
    assertThat(verdict.errors()).extracting(FieldError::value).containsExactly("\"example.com\"");
    assertThat(verdict.errors().getFirst().reason()).contains("EgressRule/default/a");
    assertThat(decision.model().rules().egressRules()).hasSize(1);
  }

  @Test
  void egressRuleThatLosesItsDomainKeepsNothing() {
    // Given
    book.decide(rules(egress("b", "example.com", 80)));

    // When
    var decision =
        book.decide(rules(egress("b", "example.com", 80), egress("a", "example.com", 443)));

    // Then
    assertThat(rejected(decision, key("EgressRule", "b")).inForce()).isEmpty();
    assertThat(decision.model().rules().egressRules()).hasSize(1);
  }

  @Test
  void egressRuleThatTakesAnothersDomainKeepsItsOwn() {
    // Given
    book.decide(rules(egress("a", "example.com", 80), egress("b", "example.org", 80)));

    // When
    var decision =
        book.decide(rules(egress("a", "example.com", 80), egress("b", "example.com", 80)));

    // Then
    assertThat(rejected(decision, key("EgressRule", "b")).inForce()).isPresent();
    assertThat(decision.model().rules().egressRules())
        .extracting(rule -> rule.spec().destination().service())
        .containsExactly("example.com", "example.org");
  }

  @Test
  void egressRuleComesBackWhenTheOtherGoes() {
    // Given
    book.decide(rules(egress("b", "example.com", 80), egress("a", "example.com", 443)));

    // When
    var decision = book.decide(rules(egress("b", "example.com", 80)));

    // Then
    assertThat(accepted(decision, key("EgressRule", "b")).inForce()).isPresent();
  }

  @Test
  void egressRuleByAGatewayNeedsOne() {
    // When
    var decision = book.decide(rules(byGateway("a")));

    // Then
    assertThat(rejected(decision, key("EgressRule", "a")).errors())
        .extracting(FieldError::field, FieldError::value)
        .containsExactly(tuple("spec.useEgressProxy", "true"));
    assertThat(decision.model().rules().egressRules()).isEmpty();
  }

  @Test
  void egressRuleByAGatewayThatIsGoneStaysInForce() {
    // Given
    var before = book.decide(Resources.rules(withGateway(), byGateway("a")));

    // When
    var decision = book.decide(rules(byGateway("a")));

    // Then
    assertThat(accepted(before, key("EgressRule", "a")).notUsed()).isEmpty();
    assertThat(rejected(decision, key("EgressRule", "a")).errors()).hasSize(1);
    assertThat(decision.model().rules().egressRules())
        .isEqualTo(before.model().rules().egressRules())
        .hasSize(1);
  }

  @Test
  void secondPolicyForTheSameCallsIsNotUsed() {
    // When
    var decision =
        book.decide(rules(policy("b", "{name: reviews}", ""), policy("a", "{name: reviews}", "")));

    // Then
    assertThat(accepted(decision, key("DestinationPolicy", "a")).notUsed()).isEmpty();
    assertThat(
            accepted(decision, key("DestinationPolicy", "b"))
                .notUsed()
                .orElseThrow()
                .why()
                .reason())
        .contains("DestinationPolicy/default/a");
    assertThat(decision.model().rules().destinationPolicies())
        .extracting(rule -> rule.revision().key().name())
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: ratings}|",
        "{name: reviews, labels: {version: v1}}|",
        "{name: reviews}|source: {name: ratings}",
        "{name: reviews}|source: {name: ratings, labels: {version: v1}}"
      })
  void policiesForOtherCallsAreAllUsed(String other) {
    // Given
    var parts = other.split("\\|", -1);

    // When
    var decision =
        book.decide(rules(policy("a", "{name: reviews}", ""), policy("b", parts[0], parts[1])));

    // Then
    assertThat(accepted(decision, key("DestinationPolicy", "b")).notUsed()).isEmpty();
  }

  @Test
  void ruleForAnUnknownServiceIsAcceptedButNotUsed() {
    // When
    var decision = book.decide(rules(route("a", "nobody", 1), policy("p", "{name: no}", "")));

    // Then
    var notUsed = accepted(decision, key("RouteRule", "a")).notUsed().orElseThrow().why();
    assertThat(notUsed.field()).isEqualTo("spec.destination");
    assertThat(notUsed.value()).contains("nobody.default.svc.cluster.local");
    assertThat(accepted(decision, key("DestinationPolicy", "p")).notUsed()).isPresent();
  }

  @Test
  void ruleForAServiceWithoutHttpIsNotUsed() {
    // When
    var decision = book.decide(rules(route("a", "mysql", 1)));

    // Then
    assertThat(accepted(decision, key("RouteRule", "a")).notUsed().orElseThrow().why().reason())
        .contains("no HTTP port");
  }

  @Test
  void ruleForADomainOfAnEgressRuleIsUsed() {
    // Given
    var rule = route("a", "x", 1).replace("{name: x}", "{service: '*.example.com'}");

    // When
    var decision = book.decide(rules(rule, egress("e", "'*.example.com'", 80)));

    // Then
    assertThat(accepted(decision, key("RouteRule", "a")).notUsed()).isEmpty();
  }

  @Test
  void ruleBehindOneThatTakesEveryCallIsNotUsed() {
    // When
    var decision =
        book.decide(
            rules(
                route("all", "reviews", 2),
                route("late", "reviews", 1),
                route("other", "ratings", 1),
                matching("early", "reviews", 3)));

    // Then
    assertThat(accepted(decision, key("RouteRule", "late")).notUsed().orElseThrow().why().reason())
        .contains("RouteRule/default/all");
    assertThat(accepted(decision, key("RouteRule", "late")).notUsed().orElseThrow().shadowed())
        .isTrue();
    assertThat(
            Stream.of("all", "other", "early")
                .map(name -> accepted(decision, key("RouteRule", name)).notUsed()))
        .allMatch(Optional::isEmpty);
  }

  @Test
  void routeToAnUnknownServiceIsAWarning() {
    // Given
    var rule = route("a", "reviews", 1) + "  route: [{destination: {name: nobody}}]\n";

    // When
    var decision = book.decide(rules(rule));

    // Then
    assertThat(accepted(decision, key("RouteRule", "a")).warnings())
        .extracting(FieldError::field)
        .containsExactly("spec.route[0].destination");
  }

  @Test
  void ruleForTcpConnectionsIsNotUsedAndShadowsNothing() {
    // Given
    var tcp = route("tcp", "reviews", 9) + "  match: {tcp: {sourceSubnet: [10.0.0.0/8]}}\n";

    // When
    var decision = book.decide(rules(tcp, route("http", "reviews", 1)));

    // Then
    assertThat(accepted(decision, key("RouteRule", "tcp")).notUsed().orElseThrow().why().field())
        .isEqualTo("spec.match.tcp");
    assertThat(accepted(decision, key("RouteRule", "http")).notUsed()).isEmpty();
  }

  @Test
  void whatAServiceCannotDoIsAWarningThatNamesTheField() {
    // When
    var decision = book.decide(rules(policy("p", "{name: reviews}", "healthCheck: {grpc: {}}")));

    // Then
    assertThat(accepted(decision, key("DestinationPolicy", "p")).warnings())
        .extracting(FieldError::field)
        .containsExactly("spec.healthCheck.grpc");
  }

  @Test
  void sameResourcesGiveAnEqualDecision() {
    // Given
    var documents = new String[] {route("a", "reviews", 1), egress("e", "example.com", 80)};

    // When
    var first = book.decide(rules(documents));

    // Then
    assertThat(book.decide(rules(documents))).isEqualTo(first);
  }

  private static Verdict.Accepted accepted(Decision decision, RuleKey key) {
    return assertThat(decision.verdicts().get(key))
        .asInstanceOf(type(Verdict.Accepted.class))
        .actual();
  }

  private static Verdict.Rejected rejected(Decision decision, RuleKey key) {
    return assertThat(decision.verdicts().get(key))
        .asInstanceOf(type(Verdict.Rejected.class))
        .actual();
  }

  private static RuleKey key(String kind, String name) {
    return new RuleKey(kind, "default", name);
  }

  private static MeshResources rules(String... documents) {
    return Resources.rules(REGISTRY, String.join("---\n", documents));
  }

  private static RefusedResource refused(String name, long generation, LastAccepted last) {
    var refused = Resources.refused("RouteRule", name, generation);
    return new RefusedResource(
        refused.key(),
        generation,
        refused.errors(),
        Optional.of(new RuleStatus(generation, List.of(), "1/1", last)));
  }

  private static String route(String name, String service, int precedence) {
    return """
    apiVersion: lateen.dev/v1alpha1
    kind: RouteRule
    metadata: {name: %s}
    spec:
      destination: {name: %s}
      precedence: %d
    """
        .formatted(name, service, precedence);
  }

  private static String matching(String name, String service, int precedence) {
    return route(name, service, precedence)
        + "  match: {request: {headers: {cookie: {exact: x}}}}\n";
  }

  private static String policy(String name, String destination, String source) {
    return """
    apiVersion: lateen.dev/v1alpha1
    kind: DestinationPolicy
    metadata: {name: %s}
    spec:
      destination: %s
      %s
    """
        .formatted(name, destination, source);
  }

  private static String egress(String name, String domain, int port) {
    return """
    apiVersion: lateen.dev/v1alpha1
    kind: EgressRule
    metadata: {name: %s}
    spec:
      destination: {service: %s}
      ports: [{port: %d, protocol: HTTP}]
    """
        .formatted(name, domain, port);
  }

  private static String byGateway(String name) {
    return egress(name, "example.com", 80) + "  useEgressProxy: true\n";
  }

  private static ServiceRegistry withGateway() {
    return new ServiceRegistry(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new MeshSettings(
            "lateen-system",
            "cluster.local",
            true,
            true,
            Duration.ofSeconds(1),
            Duration.ofSeconds(15),
            MeshSettings.AccessLog.NONE));
  }

  private static Service service(String name, Protocol protocol) {
    return new Service(
        name,
        "default",
        name + ".default.svc.cluster.local",
        Optional.empty(),
        List.of(new ServicePort("port", 80, protocol)),
        false,
        Optional.empty());
  }
}
