package dev.lateen.operator.authority.secrets;

import dev.lateen.operator.authority.secrets.SecretStore.Sight;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One look at all namespaces that are asked for, and what is done about it: at most so many Secrets
 * at once, so that nobody else has to wait for long. Belongs to one thread.
 */
final class Round {
  private static final int MOST_WRITES = 50;

  private final Tools tools;
  private final SecretCheck check;
  private final List<Problem> problems = new ArrayList<>();
  private Instant next;
  private int tried;
  private boolean unknown;
  private boolean unfinished;

  /**
   * What all rounds use.
   *
   * @param random says in which order Secrets are written, so that one that cannot be is not always
   *     the first
   */
  record Tools(
      SecretStore store, SecretWriter writer, Judge judge, BackOff failures, Random random) {}

  /**
   * Begins.
   *
   * @param latest when there is to be another at the latest
   */
  Round(Tools tools, SecretCheck check, Instant latest) {
    this.tools = tools;
    this.check = check;
    this.next = latest;
  }

  void look(String namespace) {
    switch (tools.store().look(namespace)) {
      case Sight.Unknown _ -> {
        unknown = true;
        againAt(check.now());
      }
      case Sight.Blocked blocked -> {
        problems.add(blocked.problem());
        againAt(check.now());
      }
      case Sight.Known known ->
          carryOut(namespace, SecretPlan.of(this::judge, known.accounts(), known.secrets()));
    }
  }

  private Judgement judge(Account account, Optional<AccountSecret> there) {
    return tools.judge().of(check, account, there);
  }

  private void carryOut(String namespace, SecretPlan plan) {
    plan.foreign().stream().map(Problem::nameTaken).forEach(problems::add);
    plan.next().ifPresent(this::againAt);
    if (!plan.due().isEmpty()) {
      tools
          .failures()
          .problem(namespace, check.now())
          .ifPresentOrElse(problems::add, () -> write(namespace, plan.due()));
    }
    tools.failures().until(namespace, check.now()).ifPresent(this::againAt);
  }

  private void write(String namespace, List<Account> due) {
    List<Account> order = new ArrayList<>(due);
    Collections.shuffle(order, tools.random());
    try {
      for (Account account : order) {
        if (tried == MOST_WRITES) {
          unfinished = true;
          return;
        }
        tried++;
        bring(account);
      }
      tools.failures().succeeded(namespace);
    } catch (SecretStoreException e) {
      tools.failures().failed(namespace, e.problem(), check.now());
      problems.add(e.problem());
    }
  }

  private void bring(Account account) {
    tools.writer().bring(account, check).ifPresentOrElse(problems::add, () -> unfinished = true);
  }

  private void againAt(Instant time) {
    next = time.isBefore(next) ? time : next;
  }

  /** When the next one is due. */
  Instant next() {
    return unfinished ? check.now() : next;
  }

  /** Whether everything was as it is to be, but for what others have to mend. */
  boolean settled() {
    return !unknown
        && !unfinished
        && problems.stream().noneMatch(problem -> problem.kind() == Problem.Kind.TROUBLE);
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }
}
