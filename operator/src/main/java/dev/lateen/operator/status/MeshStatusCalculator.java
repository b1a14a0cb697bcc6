package dev.lateen.operator.status;

import dev.lateen.crds.v1alpha1.Condition;
import dev.lateen.crds.v1alpha1.MeshStatusStatus;
import dev.lateen.crds.v1alpha1.ProxyStatus;
import dev.lateen.operator.discovery.ProxyState;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.platform.model.InstanceKey;
import dev.lateen.operator.rules.Decision;
import dev.lateen.operator.rules.RuleKey;
import dev.lateen.operator.rules.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the MeshStatus of each namespace and of the whole mesh. Pure but for the clock: the same
 * input and previous statuses give equal statuses.
 *
 * @param clock says when a condition changed
 */
public record MeshStatusCalculator(Clock clock) {
  /** Name of the MeshStatus of the whole mesh, in the namespace of the control plane. */
  public static final String MESH_NAME = "mesh";

  /** Name of the MeshStatus of a namespace, in that namespace. */
  public static final String NAMESPACE_NAME = "namespace";

  private static final String GATEWAY_LABEL = "lateen.dev/gateway";
  private static final Comparator<ProxyStatus> BY_INSTANCE =
      Comparator.comparing(ProxyStatus::namespace)
          .thenComparing(ProxyStatus::name)
          .thenComparing(proxy -> Optional.ofNullable(proxy.nodeId()).orElse(""));

  /**
   * The statuses of one moment.
   *
   * @param mesh of the whole mesh
   * @param namespaces of each namespace that has a sidecar or a rule
   */
  public record Statuses(MeshStatusStatus mesh, SortedMap<String, MeshStatusStatus> namespaces) {}

  /**
   * Calculates all of them.
   *
   * @param decision services, instances and the verdict of each rule
   * @param proxies every proxy
   * @param mesh what the status of the whole mesh was
   * @param namespaces what the status of a namespace was
   */
  public Statuses calculate(
      Decision decision,
      Collection<ProxyState> proxies,
      Optional<MeshStatusStatus> mesh,
      Function<String, Optional<MeshStatusStatus>> namespaces) {
    var all = proxies(decision.model().registry().instances(), proxies);
    var statuses = new TreeMap<String, MeshStatusStatus>();
    Stream.concat(
            all.stream().map(ProxyStatus::namespace),
            decision.verdicts().keySet().stream().map(RuleKey::namespace))
        .distinct()
        .forEach(
            namespace ->
                statuses.put(
                    namespace,
                    status(
                        all.stream().filter(one -> one.namespace().equals(namespace)).toList(),
                        verdicts(decision, key -> key.namespace().equals(namespace)),
                        namespaces.apply(namespace))));
    return new Statuses(status(all, verdicts(decision, _ -> true), mesh), statuses);
  }

  private static List<Verdict> verdicts(Decision decision, Predicate<RuleKey> which) {
    return decision.verdicts().entrySet().stream()
        .filter(entry -> which.test(entry.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** Every proxy that is connected or should be; one that went away with its instance is gone. */
  private static List<ProxyStatus> proxies(
      List<Instance> instances, Collection<ProxyState> states) {
    var known =
        instances.stream()
            .collect(Collectors.toMap(Instance::key, Function.identity(), (one, _) -> one));
    var seen = states.stream().map(ProxyState::instance).collect(Collectors.toSet());
    var reported =
        states.stream()
            .filter(state -> state.connected() || known.containsKey(state.instance()))
            .map(MeshStatusCalculator::proxy);
    var missing =
        instances.stream()
            .filter(MeshStatusCalculator::isExpected)
            .filter(instance -> !seen.contains(instance.key()))
            .map(MeshStatusCalculator::missing);
    return Stream.concat(reported, missing).sorted(BY_INSTANCE).toList();
  }

  private static boolean isExpected(Instance instance) {
    return instance.sidecar().isPresent() || instance.labels().containsKey(GATEWAY_LABEL);
  }

  private static ProxyStatus proxy(ProxyState state) {
    return new ProxyStatus(
        state.instance().name(),
        state.instance().namespace(),
        state.type(),
        state.connected(),
        state.connected() && state.synced(),
        state.clientVersion().isEmpty() ? null : state.clientVersion(),
        state.nodeId(),
        state.acknowledged(),
        state.lastError().orElse(null),
        state.lastSync().map(Instant::toString).orElse(null));
  }

  private static ProxyStatus missing(Instance instance) {
    InstanceKey key = instance.key();
    var type = instance.labels().containsKey(GATEWAY_LABEL) ? "ingress" : "sidecar";
    return new ProxyStatus(
        key.name(), key.namespace(), type, false, false, null, null, Map.of(), null, null);
  }

  private MeshStatusStatus status(
      List<ProxyStatus> proxies, List<Verdict> rules, Optional<MeshStatusStatus> previous) {
    long connected = proxies.stream().filter(ProxyStatus::connected).count();
    long synced = proxies.stream().filter(ProxyStatus::synced).count();
    long accepted = rules.stream().filter(Verdict.Accepted.class::isInstance).count();
    var conditions =
        new Conditions(
            clock, Optional.empty(), previous.map(MeshStatusStatus::conditions).orElse(List.of()));
    return new MeshStatusStatus(
        null,
        List.of(ready(conditions, proxies, connected, synced, rules.size() - accepted)),
        connected + "/" + proxies.size(),
        synced + "/" + connected,
        accepted + "/" + rules.size(),
        proxies);
  }

  private static Condition ready(
      Conditions conditions,
      List<ProxyStatus> proxies,
      long connected,
      long synced,
      long rejected) {
    if (connected < proxies.size()) {
      return conditions.make(
          Condition.READY,
          false,
          "SidecarsMissing",
          names(proxies, proxy -> !proxy.connected()) + " not connected");
    }
    if (proxies.stream().anyMatch(proxy -> proxy.lastError() != null)) {
      return conditions.make(
          Condition.READY,
          false,
          "ConfigurationRefused",
          "refused by " + names(proxies, proxy -> proxy.lastError() != null));
    }
    if (synced < connected) {
      return conditions.make(
          Condition.READY,
          false,
          "Propagating",
          names(proxies, proxy -> !proxy.synced()) + " not synced");
    }
    return rejected == 0
        ? conditions.make(Condition.READY, true, "Synced", "")
        : conditions.make(
            Condition.READY, true, "Synced", "rules that are not accepted: " + rejected);
  }

  private static String names(List<ProxyStatus> proxies, Predicate<ProxyStatus> which) {
    return proxies.stream()
        .filter(which)
        .map(proxy -> proxy.namespace() + "/" + proxy.name())
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
