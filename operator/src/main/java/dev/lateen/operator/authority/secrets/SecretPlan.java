package dev.lateen.operator.authority.secrets;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is to be done in one namespace. Pure.
 *
 * @param due accounts whose Secrets are to be written
 * @param foreign accounts whose Secrets are somebody else's
 * @param next when the next certificate is to be renewed, of those that are right
 */
record SecretPlan(List<Account> due, List<Account> foreign, Optional<Instant> next) {

  static SecretPlan of(
      BiFunction<Account, Optional<AccountSecret>, Judgement> judge,
      Collection<Account> accounts,
      Collection<AccountSecret> secrets) {
    Map<String, AccountSecret> byName =
        secrets.stream().collect(Collectors.toMap(AccountSecret::name, Function.identity()));
    List<Account> due = new ArrayList<>();
    List<Account> foreign = new ArrayList<>();
    List<Instant> renewals = new ArrayList<>();
    for (Account account : accounts) {
      switch (judge.apply(account, Optional.ofNullable(byName.get(account.secret())))) {
        case Judgement.Issue _, Judgement.Trust _ -> due.add(account);
        case Judgement.Foreign _ -> foreign.add(account);
        case Judgement.Right right -> renewals.add(right.until());
        case Judgement.Revoked _ -> {}
      }
    }
    return new SecretPlan(due, foreign, renewals.stream().min(Instant::compareTo));
  }
}
