package dev.lateen.operator.authority.secrets;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers which Secrets were right, for as long as neither they nor what is asked for changes: a
 * check takes signatures, and a namespace may have a thousand accounts. Belongs to one thread.
 */
final class Judge {
  private Map<Judged, Judgement.Right> before = Map.of();
  private Map<Judged, Judgement.Right> right = new HashMap<>();
  private Optional<Demand> demand = Optional.empty();

  private record Judged(Account account, String version) {}

  /** A round begins; what it does not ask for is forgotten. */
  void begin(Demand asked) {
    before = demand.equals(Optional.of(asked)) ? right : Map.of();
    right = new HashMap<>();
    demand = Optional.of(asked);
  }

  /** As the check says. */
  Judgement of(SecretCheck check, Account account, Optional<AccountSecret> there) {
    Optional<Judged> key = there.map(secret -> new Judged(account, secret.version()));
    Judgement judgement =
        key.map(before::get)
            .filter(known -> check.now().isBefore(known.until()))
            .<Judgement>map(known -> known)
            .orElseGet(() -> check.of(account, there));
    if (judgement instanceof Judgement.Right known) {
      key.ifPresent(judged -> right.put(judged, known));
    }
    return judgement;
  }
}
