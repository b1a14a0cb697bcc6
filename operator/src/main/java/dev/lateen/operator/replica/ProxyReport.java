package dev.lateen.operator.replica;

import dev.lateen.operator.discovery.ProxyState;
import dev.lateen.operator.rules.RuleRevision;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What became of the proxies of a replica since its last report on the same stream.
 *
 * @param changed as they are now
 * @param forgotten node ids of those it does not know any more
 * @param rules by which all of them are told from now on; empty where these are still the same
 */
record ProxyReport(
    List<ProxyState> changed, Set<String> forgotten, Optional<Set<RuleRevision>> rules) {

  ProxyReport {
    changed = List.copyOf(changed);
    forgotten = Set.copyOf(forgotten);
    rules = rules.map(Set::copyOf);
  }

  boolean isEmpty() {
    return changed.isEmpty() && forgotten.isEmpty() && rules.isEmpty();
  }
}
