package dev.lateen.operator.replica;

import dev.lateen.operator.discovery.ProxyState;
import dev.lateen.operator.rules.RuleRevision;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a follower has told of itself, the same on both sides of a stream. Not thread-safe. */
final class Told {
  /** Most proxies in one report: some hundred kilobytes. */
  private static final int MOST = 500;

  private final Map<String, ProxyState> proxies = new LinkedHashMap<>();
  private Optional<Set<RuleRevision>> rules = Optional.empty();

  /**
   * What is to be told next, or the first part of it. The rules come last, so that whoever knows
   * them knows all that became of them.
   *
   * @param rulesNow by which at least the proxies are told
   */
  ProxyReport next(Set<RuleRevision> rulesNow, List<ProxyState> proxiesNow) {
    Map<String, ProxyState> after =
        proxiesNow.stream().collect(Collectors.toMap(ProxyState::nodeId, Function.identity()));
    List<ProxyState> changed =
        proxiesNow.stream()
            .filter(state -> !state.equals(proxies.get(state.nodeId())))
            .limit(MOST)
            .toList();
    return new ProxyReport(
        changed,
        proxies.keySet().stream().filter(id -> !after.containsKey(id)).collect(Collectors.toSet()),
        Optional.of(rulesNow)
            .filter(now -> changed.size() < MOST)
            .filter(now -> !rules.equals(Optional.of(now))));
  }

  /** It is told. */
  void apply(ProxyReport report) {
    proxies.keySet().removeAll(report.forgotten());
    report.changed().forEach(state -> proxies.put(state.nodeId(), state));
    rules = report.rules().or(() -> rules);
  }

  Collection<ProxyState> proxies() {
    return proxies.values();
  }

  /** Whether the proxies are told by this rule. One of an earlier version does not say. */
  boolean isToldBy(RuleRevision rule) {
    return rules.isEmpty() || rules.get().contains(rule);
  }
}
