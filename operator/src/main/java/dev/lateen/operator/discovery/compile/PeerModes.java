package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.MutualTls;
import dev.lateen.crds.v1alpha1.MutualTls.Mode;
import dev.lateen.crds.v1alpha1.PolicySpec;
import dev.lateen.crds.v1alpha1.PortMutualTls;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.rules.AcceptedRule;
import dev.lateen.operator.rules.MeshModel;
import dev.lateen.operator.rules.PolicyScope;
import dev.lateen.operator.rules.RuleRevision;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What workloads demand of their callers (TS-08): a port before its workload, that before its
 * namespace, that before the mesh; of several policies of one scope the oldest. Immutable.
 *
 * @param policies the oldest first
 * @param meshNamespace where policies without a selector are for the whole mesh
 */
record PeerModes(List<AcceptedRule<PolicySpec>> policies, String meshNamespace) {
  /** Leaves out what says nothing of it. */
  PeerModes {
    policies =
        policies.stream().filter(rule -> PolicyScope.speaksOfMutualTls(rule.spec())).toList();
  }

  /** Those of a model. */
  static PeerModes of(MeshModel model) {
    return new PeerModes(model.rules().policies(), model.registry().settings().namespace());
  }

  /** What a port of an application demands; {@link Mode#PERMISSIVE} where nobody says anything. */
  Mode of(Instance instance, int applicationPort) {
    return ofWorkload(instance)
        .map(policy -> ofPort(policy.spec().mutualTls(), applicationPort))
        .filter(mode -> mode != Mode.UNSET)
        .orElseGet(() -> of(instance));
  }

  /** What the ports demand of which no policy speaks. */
  Mode of(Instance instance) {
    return scopes(instance)
        .map(policy -> policy.spec().mutualTls().mode())
        .filter(mode -> mode != Mode.UNSET)
        .findFirst()
        .orElse(Mode.PERMISSIVE);
  }

  /** The ports that a policy of the workload names. */
  Set<Integer> ports(Instance instance) {
    return ofWorkload(instance).stream()
        .flatMap(policy -> policy.spec().mutualTls().ports().keySet().stream())
        .map(Integer::valueOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The policies that decide about a workload. */
  List<RuleRevision> deciding(Instance instance) {
    return scopes(instance).map(AcceptedRule::revision).toList();
  }

  private static Mode ofPort(MutualTls mutualTls, int port) {
    return Optional.ofNullable(mutualTls.ports().get(Integer.toString(port)))
        .map(PortMutualTls::mode)
        .orElse(Mode.UNSET);
  }

  /** The one policy of each scope that counts, the most specific first. */
  private Stream<AcceptedRule<PolicySpec>> scopes(Instance instance) {
    return Stream.of(
            ofWorkload(instance),
            ofNamespace(instance.key().namespace()),
            ofNamespace(meshNamespace))
        .flatMap(Optional::stream)
        .distinct();
  }

  private Optional<AcceptedRule<PolicySpec>> ofWorkload(Instance instance) {
    return first(policy -> PolicyScope.selects(policy, instance));
  }

  private Optional<AcceptedRule<PolicySpec>> ofNamespace(String namespace) {
    return first(
        policy ->
            !PolicyScope.isForSome(policy.spec())
                && policy.revision().key().namespace().equals(namespace));
  }

  private Optional<AcceptedRule<PolicySpec>> first(Predicate<AcceptedRule<PolicySpec>> which) {
    return policies.stream().filter(which).findFirst();
  }
}
