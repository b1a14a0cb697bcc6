package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.MutualTls.Mode;
import dev.lateen.operator.platform.model.Instance;
import dev.lateen.operator.rules.RuleRevision;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the listeners of workloads take: what is demanded, and while that changes also what was
 * demanded before, so that no caller comes too early or too late. Immutable.
 *
 * @param all the modes that callers may still go by, the oldest first; at least one
 */
record ListenerModes(List<PeerModes> all) {
  ListenerModes {
    all = List.copyOf(all);
  }

  /** What a port of an application takes. */
  Mode of(Instance instance, int applicationPort) {
    return common(modes -> modes.of(instance, applicationPort));
  }

  /** What the ports take of which no policy speaks. */
  Mode of(Instance instance) {
    return common(modes -> modes.of(instance));
  }

  /** The ports that a policy of the workload names. */
  Set<Integer> ports(Instance instance) {
    return all.stream()
        .flatMap(modes -> modes.ports(instance).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The policies that decide about a workload; those to come not before they do so alone. */
  List<RuleRevision> deciding(Instance instance) {
    return all.getFirst().deciding(instance);
  }

  private Mode common(Function<PeerModes, Mode> mode) {
    List<Mode> wanted = all.stream().map(mode).distinct().toList();
    return wanted.size() == 1 ? wanted.getFirst() : Mode.PERMISSIVE;
  }
}
