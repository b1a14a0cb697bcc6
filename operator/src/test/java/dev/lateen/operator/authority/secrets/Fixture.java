package dev.lateen.operator.authority.secrets;

import dev.lateen.citadel.authority.Authority;
import dev.lateen.citadel.authority.AuthorityFactory;
import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.issuing.CertificateAuthority;
import dev.lateen.citadel.issuing.IssuedCertificate;
import dev.lateen.citadel.issuing.Journal;
import dev.lateen.citadel.issuing.JournalEntry;
import dev.lateen.citadel.issuing.JournalStore;
import dev.lateen.citadel.issuing.Lifetimes;
import dev.lateen.citadel.spiffe.SpiffeId;
import dev.lateen.citadel.x509.KeyType;
import dev.lateen.citadel.x509.SigningRequest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An authority whose clock goes by hand, and what is asked of it. */
public final class Fixture implements InstantSource, SecretIssuer {
  static final Account REVIEWS = new Account("legacy", "reviews", "uid-1");
  public static final Duration LIFE = Duration.ofHours(10);

  private final SecureRandom random = new SecureRandom();
  private final List<JournalEntry> journal = new ArrayList<>();
  private final CertificateAuthority authority;
  private Instant now;
  private Demand demand;

  /** Asks for the namespace {@code legacy}. */
  public Fixture() {
    this(Instant.parse("2030-01-01T00:00:00Z"), "legacy");
  }

  /** Begins at a time, and asks for a namespace. */
  public Fixture(Instant start, String namespace) {
    now = start;
    AuthorityState state = AuthorityState.of(root(1));
    authority = new CertificateAuthority(state, new Journal(new Kept()), this, random);
    demand = new Demand(Set.of(namespace), "cluster.local", LIFE, 50, List.of(), state);
  }

  public Authority root(int generation) {
    return new AuthorityFactory(this, random).create(generation, "cluster.local", KeyType.EC_P256);
  }

  @Override
  public Instant instant() {
    return now;
  }

  public void pass(Duration time) {
    now = now.plus(time);
  }

  public Demand demand() {
    return demand;
  }

  void ask(String... namespaces) {
    demand = with(Set.of(namespaces), demand.trustDomain(), demand.revoked(), demand.state());
  }

  void rename(String trustDomain) {
    demand = with(demand.namespaces(), trustDomain, demand.revoked(), demand.state());
  }

  void revoke(String... revoked) {
    demand = with(demand.namespaces(), demand.trustDomain(), List.of(revoked), demand.state());
  }

  public void use(AuthorityState state) {
    authority.use(state);
    demand = with(demand.namespaces(), demand.trustDomain(), demand.revoked(), state);
  }

  private static Demand with(
      Set<String> namespaces, String trustDomain, List<String> revoked, AuthorityState state) {
    return new Demand(namespaces, trustDomain, LIFE, 50, revoked, state);
  }

  SecretCheck check() {
    return new SecretCheck(demand, now);
  }

  @Override
  public IssuedCertificate issue(SpiffeId identity, String secret, PublicKey key, Duration life) {
    return authority.issue(
        identity, "secret/" + secret, new SigningRequest(key), Duration.ZERO, new Lifetimes(life));
  }

  /** What was issued so far, the oldest first. */
  public List<JournalEntry> issued() {
    return List.copyOf(journal);
  }

  public SecureRandom random() {
    return random;
  }

  private final class Kept implements JournalStore {
    @Override
    public List<JournalEntry> load() {
      return List.of();
    }

    @Override
    public void append(JournalEntry entry, Instant time) {
      journal.add(entry);
    }
  }
}
