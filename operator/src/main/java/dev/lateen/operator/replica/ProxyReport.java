package dev.lateen.operator.replica;

import dev.lateen.operator.discovery.ProxyState;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What became of the proxies of a replica since its last report on the same stream.
 *
 * @param changed as they are now
 * @param forgotten node ids of those it does not know any more
 */
record ProxyReport(List<ProxyState> changed, Set<String> forgotten) {

  ProxyReport {
    changed = List.copyOf(changed);
    forgotten = Set.copyOf(forgotten);
  }

  /** Most proxies in one report: some hundred kilobytes. */
  private static final int MOST = 500;

  /** What is to be told, or the first part of it. */
  static ProxyReport between(Map<String, ProxyState> before, Map<String, ProxyState> after) {
    return new ProxyReport(
        after.values().stream()
            .filter(state -> !state.equals(before.get(state.nodeId())))
            .limit(MOST)
            .toList(),
        before.keySet().stream().filter(id -> !after.containsKey(id)).collect(Collectors.toSet()));
  }

  static Map<String, ProxyState> byNode(List<ProxyState> states) {
    return states.stream().collect(Collectors.toMap(ProxyState::nodeId, Function.identity()));
  }

  /** Brings what is known up to date. */
  void applyTo(Map<String, ProxyState> known) {
    known.keySet().removeAll(forgotten);
    changed.forEach(state -> known.put(state.nodeId(), state));
  }

  boolean isEmpty() {
    return changed.isEmpty() && forgotten.isEmpty();
  }
}
