package dev.lateen.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.crds.v1alpha1.MeshStatusStatus;
import dev.lateen.crds.v1alpha1.ProxyStatus;
import dev.lateen.operator.discovery.ProxyState;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.InstanceKey;
import dev.lateen.operator.platform.model.Locality;
import dev.lateen.operator.platform.model.MeshSettings;
import dev.lateen.operator.platform.model.ServiceRegistry;
import dev.lateen.operator.rules.Decision;
import dev.lateen.operator.rules.MeshModel;
import dev.lateen.operator.rules.RuleKey;
import dev.lateen.operator.rules.RuleRevision;
import dev.lateen.operator.rules.RuleSet;
import dev.lateen.operator.rules.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MeshStatusCalculatorTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final MeshStatusCalculator calculator = new MeshStatusCalculator(CLOCK);

  @Test
  void meshWhereAllIsWellIsReady() {
    // When
    var mesh =
        calculate(
                decision(1, 0, sidecar("default", "a"), sidecar("default", "b")),
                proxy("default", "a", true, true, null),
                proxy("default", "b", true, true, null))
            .mesh();

    // Then
    assertThat(mesh.sidecars()).isEqualTo("2/2");
    assertThat(mesh.synced()).isEqualTo("2/2");
    assertThat(mesh.rules()).isEqualTo("1/1");
    assertThat(mesh.conditions().getFirst().status()).isEqualTo("True");
    assertThat(mesh.proxies())
        .first()
        .isEqualTo(
            new ProxyStatus(
                "a",
                "default",
                "sidecar",
                true,
                true,
                "lateen/0.1.0",
                "node-a",
                Map.of("LDS", "1"),
                null,
                NOW.toString()));
  }

  @Test
  void sidecarThatNeverConnectedIsMissing() {
    // When
    var mesh =
        calculate(
                decision(0, 0, sidecar("default", "a"), sidecar("default", "b")),
                proxy("default", "a", true, true, null))
            .mesh();

    // Then
    assertThat(mesh.sidecars()).isEqualTo("1/2");
    assertThat(mesh.conditions().getFirst().reason()).isEqualTo("SidecarsMissing");
    assertThat(mesh.conditions().getFirst().message()).contains("default/b");
  }

  @Test
  void instanceWithoutSidecarIsNotExpected() {
    // When
    var mesh = calculate(decision(0, 0, plain("default", "a", Map.of()))).mesh();

    // Then
    assertThat(mesh.sidecars()).isEqualTo("0/0");
    assertThat(mesh.conditions().getFirst().status()).isEqualTo("True");
  }

  @Test
  void gatewayIsExpected() {
    // When
    var mesh =
        calculate(decision(0, 0, plain("default", "g", Map.of("lateen.dev/gateway", "ingress"))))
            .mesh();

    // Then
    assertThat(mesh.proxies()).extracting(ProxyStatus::type).containsExactly("ingress");
  }

  @Test
  void proxyThatWentWithItsInstanceIsGone() {
    // When
    var mesh = calculate(decision(0, 0), proxy("default", "a", false, true, null)).mesh();

    // Then
    assertThat(mesh.sidecars()).isEqualTo("0/0");
    assertThat(mesh.proxies()).isEmpty();
  }

  @Test
  void proxyThatIsNotSyncedMakesTheMeshPropagating() {
    // When
    var mesh =
        calculate(decision(0, 0, sidecar("default", "a")), proxy("default", "a", true, false, null))
            .mesh();

    // Then
    assertThat(mesh.synced()).isEqualTo("0/1");
    assertThat(mesh.conditions().getFirst().reason()).isEqualTo("Propagating");
  }

  @Test
  void refusalOfAProxyComesFirst() {
    // When
    var mesh =
        calculate(
                decision(0, 0, sidecar("default", "a")),
                proxy("default", "a", true, false, "RDS: no"))
            .mesh();

    // Then
    assertThat(mesh.conditions().getFirst().reason()).isEqualTo("ConfigurationRefused");
    assertThat(mesh.proxies().getFirst().lastError()).isEqualTo("RDS: no");
  }

  @Test
  void rejectedRulesAreCountedAndLeaveTheMeshReady() {
    // When
    var mesh = calculate(decision(2, 1)).mesh();

    // Then
    assertThat(mesh.rules()).isEqualTo("2/3");
    assertThat(mesh.conditions().getFirst().status()).isEqualTo("True");
    assertThat(mesh.conditions().getFirst().message()).endsWith("1");
  }

  @Test
  void eachNamespaceCountsItsOwn() {
    // When
    var namespaces =
        calculate(
                decision(1, 0, sidecar("shop", "a"), sidecar("bank", "b")),
                proxy("shop", "a", true, true, null))
            .namespaces();

    // Then
    assertThat(namespaces).containsOnlyKeys("bank", "rules", "shop");
    assertThat(namespaces.get("shop").sidecars()).isEqualTo("1/1");
    assertThat(namespaces.get("bank").sidecars()).isEqualTo("0/1");
    assertThat(namespaces.get("rules").rules()).isEqualTo("1/1");
    assertThat(namespaces.get("shop").rules()).isEqualTo("0/0");
  }

  @Test
  void sameInputGivesEqualStatusesLater() {
    // Given
    var decision = decision(1, 1, sidecar("default", "a"));
    var first = calculate(decision);
    var later = new MeshStatusCalculator(Clock.offset(CLOCK, Duration.ofHours(1)));

    // When
    var second =
        later.calculate(
            decision,
            List.of(),
            Optional.of(first.mesh()),
            name -> Optional.ofNullable(first.namespaces().get(name)));

    // Then
    assertThat(second).isEqualTo(first);
  }

  private MeshStatusCalculator.Statuses calculate(Decision decision, ProxyState... proxies) {
    return calculator.calculate(
        decision, List.of(proxies), Optional.empty(), _ -> Optional.<MeshStatusStatus>empty());
  }

  private static Decision decision(int accepted, int rejected, Instance... instances) {
    var verdicts = new TreeMap<RuleKey, Verdict>();
    for (int i = 0; i < accepted + rejected; i++) {
      var revision = new RuleRevision(new RuleKey("RouteRule", "rules", "r" + i), 1, 0);
      verdicts.put(
          revision.key(),
          i < accepted
              ? new Verdict.Accepted(revision, Optional.empty(), List.of(), false)
              : new Verdict.Rejected(revision, List.of(), Optional.empty(), Optional.empty()));
    }
    var registry =
        new ServiceRegistry(
            List.of(), List.of(instances), List.of(), List.of(), MeshSettings.DEFAULT);
    return new Decision(new MeshModel(registry, RuleSet.empty()), verdicts);
  }

  private static Instance sidecar(String namespace, String name) {
    return instance(
        namespace,
        name,
        Map.of(),
        Optional.of(new Instance.ExplicitSidecar(OptionalInt.empty(), Map.of(), List.of())));
  }

  private static Instance plain(String namespace, String name, Map<String, String> labels) {
    return instance(namespace, name, labels, Optional.empty());
  }

  private static Instance instance(
      String namespace,
      String name,
      Map<String, String> labels,
      Optional<Instance.ExplicitSidecar> sidecar) {
    return new Instance(
        new InstanceKey(namespace, name),
        "127.0.0.1",
        labels,
        "default",
        Locality.UNKNOWN,
        1,
        Map.of(),
        sidecar,
        true);
  }

  private static ProxyState proxy(
      String namespace, String name, boolean connected, boolean synced, String error) {
    return new ProxyState(
        "node-" + name,
        new InstanceKey(namespace, name),
        "sidecar",
        "lateen/0.1.0",
        true,
        connected,
        Map.of("LDS", "1"),
        synced,
        Set.of(),
        Set.of(),
        Optional.ofNullable(error),
        Optional.of(NOW));
  }
}
