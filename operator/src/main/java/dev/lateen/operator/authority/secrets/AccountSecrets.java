package dev.lateen.operator.authority.secrets;

import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.operator.authority.secrets.SecretStore.Sight;
import dev.lateen.operator.identity.SecretsReport;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Keeps, in the namespaces that ask for it, key and certificate of every ServiceAccount in a Secret
 * (AU-024 to AU-026). A Secret goes with its account by the API server's own collection of garbage,
 * and when its namespace asks no more. Belongs to one thread.
 */
public final class AccountSecrets implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(AccountSecrets.class);

  /** How often everything is looked at when nothing seems to have changed (AU-026). */
  private static final Duration RESYNC = Duration.ofMinutes(1);

  /** How long kubelets and applications have to take over what was written. */
  private static final Duration SPREADING = Duration.ofMinutes(2);

  private final SecretStore store;
  private final Round.Tools tools;
  private final BackOff failures = new BackOff();
  private final Judge judge = new Judge();
  private final InstantSource clock;
  private Set<String> watched = Set.of();
  private Optional<Demand> last = Optional.empty();
  private Instant next = Instant.EPOCH;
  private Optional<Instant> settled = Optional.empty();
  private Optional<SecretsReport> report = Optional.empty();

  public AccountSecrets(
      SecretStore store, SecretIssuer issuer, InstantSource clock, SecureRandom random) {
    this.store = store;
    this.tools =
        new Round.Tools(store, new SecretWriter(store, issuer, random), judge, failures, random);
    this.clock = clock;
  }

  /**
   * Does what there is to do, if there is anything; to be called every second or so.
   *
   * @throws dev.lateen.citadel.authority.AuthorityStoreException when nothing can be issued now
   */
  public void look(Demand demand) {
    Instant now = clock.instant();
    boolean asked = !last.equals(Optional.of(demand));
    boolean changed = store.hasChanged();
    if (!asked && !changed && now.isBefore(next)) {
      return;
    }
    last = Optional.of(demand);
    next = now;
    judge.begin(demand);
    Round round = new Round(tools, new SecretCheck(demand, now), now.plus(RESYNC));
    watch(demand.namespaces());
    demand.namespaces().stream().sorted().forEach(round::look);
    next = watched.equals(demand.namespaces()) ? round.next() : now;
    settled = round.settled() ? settled.or(() -> Optional.of(now)) : Optional.empty();
    report(demand, round);
  }

  private void watch(Set<String> wanted) {
    Set<String> both = new HashSet<>(wanted);
    watched.stream()
        .filter(namespace -> !wanted.contains(namespace))
        .filter(namespace -> !isLeft(namespace))
        .forEach(both::add);
    failures.retain(wanted);
    store.watch(both);
    watched = both;
  }

  /** Deletes what was made where it is no longer asked for. Where that is not allowed, it stays. */
  private boolean isLeft(String namespace) {
    try {
      return switch (store.look(namespace)) {
        case Sight.Unknown _ -> false;
        case Sight.Blocked _ -> true;
        case Sight.Known known -> {
          known.secrets().stream().filter(AccountSecret::ours).forEach(store::delete);
          yield true;
        }
      };
    } catch (SecretStoreException e) {
      LOG.warnf(
          "event=account_secrets_left namespace=%s message=\"%s\"", namespace, e.getMessage());
      return true;
    }
  }

  private void report(Demand demand, Round round) {
    List<Problem> problems = round.problems();
    if (demand.namespaces().isEmpty()) {
      report = Optional.empty();
    } else if (round.settled() || !problems.isEmpty()) {
      Optional<SecretsReport> before = report;
      report = Optional.of(Problems.report(problems));
      report
          .filter(now -> !now.ready() && !before.equals(report))
          .ifPresent(now -> LOG.warnf("event=account_secrets_trouble %s", now.message()));
    }
  }

  /** How it stands; empty where nothing is asked for, or it is not known yet. */
  public Optional<SecretsReport> report() {
    return report;
  }

  /**
   * Whether all Secrets have been, for long enough to be noticed, as this state wants them. Those
   * that may not be written do not count: rights that somebody took must not stop a rotation.
   */
  public boolean follow(AuthorityState state) {
    return last.filter(demand -> demand.namespaces().isEmpty()).isPresent()
        || last.filter(demand -> demand.state().equals(state)).isPresent()
            && settled
                .filter(since -> !clock.instant().isBefore(since.plus(SPREADING)))
                .isPresent();
  }

  @Override
  public void close() {
    store.close();
  }
}
