package dev.lateen.operator.authority.secrets;

import dev.lateen.citadel.authority.Authority;
import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.spiffe.SpiffeId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is asked for at one moment.
 *
 * @param namespaces whose ServiceAccounts get Secrets
 * @param trustDomain of the identities
 * @param leafLife how long certificates hold
 * @param renewPercent after which part of that they are renewed, 10 to 90
 * @param revoked identities and serial numbers that are not to be believed
 * @param state the authority in force
 */
public record Demand(
    Set<String> namespaces,
    String trustDomain,
    Duration leafLife,
    int renewPercent,
    List<String> revoked,
    AuthorityState state) {

  /** Takes copies. */
  public Demand {
    namespaces = Set.copyOf(namespaces);
    revoked = List.copyOf(revoked);
  }

  SpiffeId identity(Account account) {
    return new SpiffeId(trustDomain, account.namespace(), account.name());
  }

  /** Every root that is trusted, in one text: what workloads are given, too. */
  String roots() {
    return state.trusted().stream().map(Authority::root).collect(Collectors.joining());
  }
}
