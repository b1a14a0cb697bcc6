package dev.lateen.operator.authority;

import dev.lateen.operator.platform.model.Instance;
import java.time.Duration;
import java.util.List;

/**
 * What decides about identities at one moment.
 *
 * @param trustDomain whose identities are issued
 * @param leafLife how long certificates hold
 * @param revoked identities and serial numbers that are not to be believed
 * @param instances what exists
 */
record IdentityPolicy(
    String trustDomain, Duration leafLife, List<String> revoked, List<Instance> instances) {
  IdentityPolicy {
    revoked = List.copyOf(revoked);
  }
}
