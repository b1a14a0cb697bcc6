package dev.lateen.operator.authority;

import dev.lateen.citadel.spiffe.SpiffeId;
import dev.lateen.operator.platform.model.Instance;
import java.time.Duration;
import java.util.List;

/**
 * What decides about identities at one moment.
 *
 * @param trustDomain whose identities are issued
 * @param aliases other names of the trust domain
 * @param leafLife how long certificates hold
 * @param renewPercent after which part of that they are to be renewed
 * @param revoked identities and serial numbers that are not to be believed
 * @param instances what exists
 */
record IdentityPolicy(
    String trustDomain,
    List<String> aliases,
    Duration leafLife,
    int renewPercent,
    List<String> revoked,
    List<Instance> instances) {
  IdentityPolicy {
    aliases = List.copyOf(aliases);
    revoked = List.copyOf(revoked);
  }

  /** What a caller may be called. */
  SpiffeId identity(Caller caller) {
    return new SpiffeId(trustDomain, caller.namespace(), caller.serviceAccount());
  }
}
