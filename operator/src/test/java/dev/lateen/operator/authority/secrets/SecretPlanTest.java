package dev.lateen.operator.authority.secrets;

import static dev.lateen.operator.authority.secrets.Fixture.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.authority.Revocation;
import dev.lateen.citadel.authority.Rotation;
import dev.lateen.operator.authority.secrets.Judgement.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is wanted against what is there. */
class SecretPlanTest {
  private final Fixture fixture = new Fixture();
  private final MemorySecrets store = new MemorySecrets();
  private AccountSecret made;

  @BeforeEach
  void make() {
    made = written(REVIEWS);
  }

  private AccountSecret written(Account account) {
    new SecretWriter(store, fixture, fixture.random()).bring(account, fixture.check());
    return store.get(account).orElseThrow();
  }

  private Judgement judged(AccountSecret secret) {
    return fixture.check().of(REVIEWS, Optional.of(secret));
  }

  private AccountSecret with(UnaryOperator<KeyAndCertificate> change) {
    return new AccountSecret(
        "legacy",
        made.name(),
        true,
        made.account(),
        made.owner(),
        change.apply(made.content()),
        "9");
  }

  @Test
  void everyAccountIsEitherRightOrDueOrAnothersBusiness() {
    // Given
    Account ratings = new Account("legacy", "ratings", "uid-2");
    Account details = new Account("legacy", "details", "uid-3");
    AccountSecret foreign =
        new AccountSecret("legacy", "lateen.details", false, "", "", made.content(), "7");

    // When
    SecretPlan plan =
        SecretPlan.of(
            fixture.check()::of, List.of(REVIEWS, ratings, details), List.of(made, foreign));

    // Then
    assertThat(plan.due()).containsExactly(ratings);
    assertThat(plan.foreign()).containsExactly(details);
    assertThat(plan.next()).contains(((Judgement.Right) judged(made)).until());
  }

  @Test
  void whatSomebodyChangedIsMadeAgain() {
    KeyAndCertificate other = written(new Account("legacy", "ratings", "uid-2")).content();
    assertThat(
            List.of(
                with(content -> new KeyAndCertificate("", content.key(), content.rootCert())),
                with(c -> new KeyAndCertificate(c.certChain(), "nonsense", c.rootCert())),
                with(c -> new KeyAndCertificate(c.certChain(), other.key(), c.rootCert())),
                with(c -> new KeyAndCertificate(c.certChain() + "x", "", c.rootCert()))))
        .extracting(this::judged)
        .containsOnly(new Judgement.Issue(Reason.CHANGED));
    assertThat(judged(with(_ -> other))).isEqualTo(new Judgement.Issue(Reason.IDENTITY));
  }

  @Test
  void secretOfAnAccountThatWasDeletedIsNotThatOfOneOfTheSameName() {
    // Given
    Account again = new Account("legacy", "reviews", "uid-9");

    // Then
    assertThat(fixture.check().of(again, Optional.of(made)))
        .isEqualTo(new Judgement.Issue(Reason.CHANGED));
  }

  @Test
  void secretFollowsEachStepOfARotation() {
    // Given
    AuthorityState first = fixture.demand().state();
    AuthorityState distributing = Rotation.begin(first, fixture.root(2));

    // When, then: both roots, and the same key and certificate
    fixture.use(distributing);
    assertThat(judged(made)).isEqualTo(new Judgement.Trust());
    AccountSecret trusting = written(REVIEWS);
    assertThat(trusting.content().key()).isEqualTo(made.content().key());
    assertThat(trusting.content().rootCert())
        .isEqualTo(first.current().root() + distributing.next().orElseThrow().root());

    // When, then: a certificate below the next root
    AuthorityState retiring = Rotation.switchIssuing(distributing);
    fixture.use(retiring);
    assertThat(judged(trusting)).isEqualTo(new Judgement.Issue(Reason.ROOT));
    AccountSecret switched = written(REVIEWS);
    assertThat(switched.content().key()).isNotEqualTo(made.content().key());
    assertThat(judged(switched)).isInstanceOf(Judgement.Right.class);

    // When, then: that root alone
    fixture.use(Rotation.finish(retiring));
    assertThat(judged(switched)).isEqualTo(new Judgement.Trust());
    assertThat(written(REVIEWS).content().rootCert()).isEqualTo(retiring.current().root());
  }

  @Test
  void otherNameOfTheTrustDomainIsAnotherIdentity() {
    fixture.rename("new.example");
    assertThat(judged(made)).isEqualTo(new Judgement.Issue(Reason.IDENTITY));
  }

  @Test
  void revokedCertificateIsReplacedAndARevokedIdentityGetsNothing() {
    // Given
    var entry = fixture.issued().getFirst();
    fixture.use(
        fixture
            .demand()
            .state()
            .withRevocations(
                List.of(new Revocation(entry.serial(), 1, fixture.instant(), entry.expiry()))));

    // Then
    assertThat(judged(made)).isEqualTo(new Judgement.Issue(Reason.REVOKED));

    // When
    fixture.revoke("spiffe://cluster.local/ns/legacy/sa/reviews");

    // Then
    assertThat(judged(made)).isEqualTo(new Judgement.Revoked());
    assertThat(fixture.check().of(REVIEWS, Optional.empty())).isEqualTo(new Judgement.Revoked());
  }

  @Test
  void renewalIsAtHalfOfTheLifeAndUpToATenthOfThatEarlier() {
    // Given
    Instant start = fixture.instant();
    Instant latest = start.plus(Fixture.LIFE.dividedBy(2));

    // When
    List<Instant> renewals =
        IntStream.range(0, 30)
            .mapToObj(number -> new Account("legacy", "a" + number, "uid"))
            .map(
                account ->
                    (Judgement.Right) fixture.check().of(account, Optional.of(written(account))))
            .map(Judgement.Right::until)
            .toList();

    // Then
    assertThat(renewals)
        .allSatisfy(
            renewal ->
                assertThat(renewal).isBetween(latest.minus(Fixture.LIFE.dividedBy(20)), latest));
    assertThat(Set.copyOf(renewals)).hasSizeGreaterThan(20);
    fixture.pass(Duration.between(start, ((Judgement.Right) judged(made)).until()));
    assertThat(judged(made)).isEqualTo(new Judgement.Issue(Reason.DUE));
  }
}
