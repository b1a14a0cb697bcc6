package dev.lateen.operator.authority.secrets;

import static dev.lateen.operator.authority.secrets.Fixture.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.authority.Rotation;
import dev.lateen.citadel.x509.Pem;
import dev.lateen.operator.authority.secrets.Problem.Kind;
import dev.lateen.operator.identity.SecretsReport;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccountSecretsTest {
  private static final Problem DENIED = new Problem(Kind.NOT_ALLOWED, "bind the role");

  private final Fixture fixture = new Fixture();
  private final MemorySecrets store = new MemorySecrets();
  private final AccountSecrets secrets =
      new AccountSecrets(store, fixture, fixture, fixture.random());

  private void look() {
    secrets.look(fixture.demand());
  }

  private String reason() {
    return secrets.report().map(SecretsReport::reason).orElse("none");
  }

  @Test
  void accountGetsItsSecretWithAKeyOfItsOwn() {
    // Given
    store.add(REVIEWS);

    // When
    look();
    look();

    // Then
    KeyAndCertificate content = store.get(REVIEWS).orElseThrow().content();
    assertThat(Pem.subjectAlternativeNames(content.certChain()))
        .containsExactly("spiffe://cluster.local/ns/legacy/sa/reviews");
    assertThat(content.rootCert()).isEqualTo(fixture.demand().roots());
    assertThat(content.certChain()).doesNotContain(content.rootCert());
    assertThat(content.toString()).doesNotContain("PRIVATE KEY");
    assertThat(fixture.issued()).hasSize(1);
    assertThat(reason()).isEqualTo("Kept");
  }

  @Test
  void whatIsDeletedComesBackAndWhatIsRightIsLeftAlone() {
    // Given
    store.add(REVIEWS);
    look();
    AccountSecret first = store.get(REVIEWS).orElseThrow();

    // When
    fixture.pass(Duration.ofMinutes(2));
    look();

    // Then
    assertThat(store.get(REVIEWS)).contains(first);

    // When
    store.remove(REVIEWS);
    look();

    // Then
    assertThat(store.get(REVIEWS)).isPresent().get().isNotEqualTo(first);
  }

  @Test
  void certificateIsRenewedWhenItIsTimeThoughNothingChanged() {
    // Given
    store.add(REVIEWS);
    look();
    look();
    AccountSecret first = store.get(REVIEWS).orElseThrow();

    // When
    fixture.pass(Fixture.LIFE.dividedBy(2));
    look();

    // Then
    assertThat(store.get(REVIEWS).orElseThrow().content().key())
        .isNotEqualTo(first.content().key());
  }

  @Test
  void watchThatIsLateCostsNoCertificate() {
    // Given
    store.freeze();
    store.add(REVIEWS);

    // When
    look();
    look();
    look();

    // Then
    assertThat(fixture.issued()).hasSize(1);
  }

  @Test
  void secretOfSomebodyElseIsLeftAloneAndNamed() {
    // Given
    store.add(REVIEWS);
    AccountSecret foreign =
        new AccountSecret(
            "legacy", REVIEWS.secret(), false, "", "", new KeyAndCertificate("", "", ""), "1");
    store.put(foreign);

    // When
    look();

    // Then
    assertThat(store.get(REVIEWS)).contains(foreign);
    assertThat(fixture.issued()).isEmpty();
    assertThat(reason()).isEqualTo("NameTaken");
    assertThat(secrets.report().orElseThrow().message())
        .contains("Secret legacy/lateen.reviews", "delete or rename it");

    // When
    store.remove(REVIEWS);
    look();
    look();

    // Then
    assertThat(store.get(REVIEWS)).isPresent();
    assertThat(reason()).isEqualTo("Kept");
  }

  @Test
  void namespaceThatIsNotAllowedStopsNoOtherAndBeginsWhenItIs() {
    // Given
    Account batch = new Account("batch", "reports", "uid-5");
    store.add(REVIEWS);
    store.add(batch);
    store.block("legacy", DENIED);
    fixture.ask("legacy", "batch");

    // When
    look();

    // Then
    assertThat(store.get(batch)).isPresent();
    assertThat(secrets.report()).contains(new SecretsReport(false, "NotAllowed", "bind the role."));

    // When
    store.unblock("legacy");
    look();
    look();

    // Then
    assertThat(store.get(REVIEWS)).isPresent();
    assertThat(reason()).isEqualTo("Kept");
  }

  @Test
  void refusedWriteIsTriedAgainLessAndLessOften() {
    // Given
    IntStream.range(0, 20)
        .mapToObj(number -> new Account("legacy", "a" + number, "uid"))
        .forEach(store::add);
    store.refuse("legacy", DENIED);

    // When
    for (int second = 0; second < 3_600; second++) {
      look();
      fixture.pass(Duration.ofSeconds(1));
    }

    // Then: after 5, 15, 35 ... seconds, and every 5 minutes
    assertThat(fixture.issued()).hasSizeBetween(12, 20);
    assertThat(reason()).isEqualTo("NotAllowed");

    // When
    store.allow("legacy");
    fixture.pass(Duration.ofMinutes(5));
    look();
    look();

    // Then
    assertThat(store.all()).hasSize(20);
    assertThat(reason()).isEqualTo("Kept");
  }

  @Test
  void manyAccountsAreServedInPortions() {
    // Given
    IntStream.range(0, 120)
        .mapToObj(number -> new Account("legacy", "a" + number, "uid"))
        .forEach(store::add);

    // When
    look();

    // Then
    assertThat(store.all()).hasSize(50);
    assertThat(secrets.report()).isEmpty();

    // When
    look();
    look();
    look();

    // Then
    assertThat(store.all()).hasSize(120);
    assertThat(reason()).isEqualTo("Kept");
  }

  @Test
  void namespaceThatAsksNoMoreIsLeftWithoutSecretsOfOurs() {
    // Given
    Account batch = new Account("batch", "reports", "uid-5");
    store.add(REVIEWS);
    store.add(batch);
    fixture.ask("legacy", "batch");
    look();

    // When
    fixture.ask("batch");
    look();

    // Then
    assertThat(store.all()).extracting(AccountSecret::namespace).containsExactly("batch");

    // When
    fixture.ask();
    look();

    // Then
    assertThat(store.all()).isEmpty();
    assertThat(secrets.report()).isEmpty();
  }

  @Test
  void rotationWaitsUntilSecretsHaveFollowedAndReadersCouldNotice() {
    // Given
    store.add(REVIEWS);
    look();
    look();
    fixture.pass(Duration.ofHours(1));
    AuthorityState distributing = Rotation.begin(fixture.demand().state(), fixture.root(2));

    // When
    fixture.use(distributing);

    // Then
    assertThat(secrets.follow(distributing)).isFalse();

    // When
    look();
    look();

    // Then
    assertThat(secrets.follow(distributing)).isFalse();
    fixture.pass(Duration.ofMinutes(2));
    assertThat(secrets.follow(distributing)).isTrue();
  }

  @Test
  void rotationDoesNotWaitForWhatMayNotBeWritten() {
    // Given
    store.block("legacy", DENIED);
    look();
    fixture.pass(Duration.ofMinutes(2));

    // Then
    assertThat(secrets.follow(fixture.demand().state())).isTrue();
  }

  @Test
  void worstProblemGivesTheReasonAndAllAreTold() {
    assertThat(
            Problems.report(
                List.of(Problem.nameTaken(REVIEWS), DENIED, new Problem(Kind.TROUBLE, "away"))))
        .isEqualTo(
            new SecretsReport(
                false,
                "NotAllowed",
                "bind the role. away. " + Problem.nameTaken(REVIEWS).message() + "."));
  }
}
