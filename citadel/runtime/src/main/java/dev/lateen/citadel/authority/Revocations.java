package dev.lateen.citadel.authority;

import dev.lateen.citadel.x509.RevocationList;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is revoked, and the lists that say so (GP-06). */
public final class Revocations {
  private static final int HEXADECIMAL = 16;

  private Revocations() {}

  /**
   * The state with more revoked certificates; those that have expired by themselves are left out.
   */
  public static AuthorityState add(AuthorityState state, Collection<Revocation> more, Instant now) {
    List<Revocation> all = new ArrayList<>(state.revocations());
    more.stream()
        .filter(
            revocation ->
                all.stream().noneMatch(known -> known.serial().equals(revocation.serial())))
        .forEach(all::add);
    all.removeIf(revocation -> revocation.expiry().isBefore(now));
    return state.withRevocations(all);
  }

  /**
   * A list in PEM for every trusted authority of whose certificates one is revoked, and behind it
   * the certificates from its issuer up to the root, by which a reader that has only the root can
   * verify it.
   */
  public static List<String> lists(AuthorityState state, Instant now) {
    return state.trusted().stream()
        .filter(authority -> !of(state, authority).isEmpty())
        .map(authority -> list(authority, of(state, authority), now))
        .toList();
  }

  private static String list(Authority authority, Map<BigInteger, Instant> revoked, Instant now) {
    IssuingCredentials issuer = IssuingCredentials.of(authority);
    return RevocationList.sign(issuer.certificate(), issuer.key(), revoked, now)
        + authority.intermediates();
  }

  private static Map<BigInteger, Instant> of(AuthorityState state, Authority authority) {
    return state.revocations().stream()
        .filter(revocation -> revocation.generation() == authority.generation())
        .collect(
            Collectors.toMap(
                revocation -> new BigInteger(revocation.serial(), HEXADECIMAL), Revocation::at));
  }
}
