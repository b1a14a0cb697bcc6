package dev.lateen.operator.authority.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lateen.citadel.authority.Authority;
import dev.lateen.citadel.authority.AuthorityFactory;
import dev.lateen.citadel.authority.AuthorityKeeper;
import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.authority.AuthorityStore;
import dev.lateen.citadel.authority.InvalidAuthorityException;
import dev.lateen.citadel.authority.Rotation;
import dev.lateen.citadel.authority.RotationProgress;
import dev.lateen.citadel.authority.StaleAuthorityException;
import dev.lateen.citadel.authority.WantedAuthority;
import dev.lateen.citadel.issuing.CertificateAuthority;
import dev.lateen.citadel.issuing.Journal;
import dev.lateen.citadel.issuing.JournalEntry;
import dev.lateen.citadel.issuing.JournalStore;
import dev.lateen.citadel.issuing.Lifetimes;
import dev.lateen.citadel.spiffe.SpiffeId;
import dev.lateen.citadel.x509.KeyType;
import dev.lateen.citadel.x509.SigningRequest;
import dev.lateen.injection.MeshMember;
import dev.lateen.operator.authority.Caller;
import dev.lateen.operator.authority.RefusedCallerException;
import dev.lateen.operator.platform.kubernetes.ClientKeyAlgorithm;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a real API server keeps for the authority, and what it says of tokens. */
@Tag("cluster")
class KubernetesIdentityIT {
  private static final String NAMESPACE =
      "identity-" + UUID.randomUUID().toString().substring(0, 8);
  private static final String ACCOUNT = "bookinfo-reviews";

  private static KubernetesClient client;

  private final AuthorityFactory factory =
      new AuthorityFactory(InstantSource.system(), new SecureRandom());

  @BeforeAll
  static void prepare() {
    assumeTrue(System.getenv("KUBECONFIG") != null, "SKIPPED: KUBECONFIG is not set");
    Config config = Config.autoConfigure(null);
    new ClientKeyAlgorithm().customize(config);
    config.setNamespace(NAMESPACE);
    client = new KubernetesClientBuilder().withConfig(config).build();
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
    client
        .resource(
            new ServiceAccountBuilder().withNewMetadata().withName(ACCOUNT).endMetadata().build())
        .create();
  }

  @AfterAll
  static void tidyUp() {
    if (client != null) {
      // No node would ever say that they have ended, and their namespace would wait for it.
      client.pods().withGracePeriod(0).delete();
      client.namespaces().withName(NAMESPACE).delete();
      client.close();
    }
  }

  /** The Secret by the names of the field, made by the user. */
  private static void bring(KubernetesClient where, Authority authority, String key) {
    where
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("cacerts")
                .endMetadata()
                .withStringData(
                    Map.of(
                        "ca-cert.pem", authority.issuing().certificate(),
                        "ca-key.pem", key,
                        "root-cert.pem", authority.root(),
                        "cert-chain.pem", authority.issuing().certificate()))
                .build())
        .forceConflicts()
        .serverSideApply();
  }

  @Test
  @DisplayName("AU-022 the authority of the Secret cacerts issues, and another one follows it")
  void authorityOfTheUserIssuesAndAnotherOneFollowsIt() {
    // Given
    String namespace = NAMESPACE + "-cacerts";
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    NamespacedKubernetesClient own =
        client.adapt(NamespacedKubernetesClient.class).inNamespace(namespace);
    KubernetesIdentity platform = new KubernetesIdentity(() -> own, namespace);
    AuthorityKeeper keeper =
        new AuthorityKeeper(platform.authorities(), factory, InstantSource.system());
    Authority first = factory.create(1, "example.org", KeyType.RSA_3072);
    Authority second = factory.create(1, "example.org", KeyType.EC_P384);
    try {
      // When
      bring(own, first, first.issuing().privateKey());
      AuthorityState state = step(keeper, platform);

      // Then
      assertThat(state.current().issuing()).isEqualTo(first.issuing());
      assertThat(issued(state, platform)).containsSubsequence(first.root()).hasSize(3);

      // When: a key that is not that of the certificate
      bring(own, second, first.issuing().privateKey());

      // Then
      assertThatThrownBy(() -> step(keeper, platform))
          .isInstanceOf(InvalidAuthorityException.class)
          .hasMessageContaining("ca-key.pem");
      assertThat(platform.authorities().load().orElseThrow().state()).isEqualTo(state);

      // When
      bring(own, second, second.issuing().privateKey());

      // Then
      assertThat(step(keeper, platform).trusted())
          .extracting(Authority::root)
          .containsExactly(first.root(), second.root());
      step(keeper, platform);
      assertThat(step(keeper, platform).current().issuing()).isEqualTo(second.issuing());
    } finally {
      client.namespaces().withName(namespace).delete();
    }
  }

  private static AuthorityState step(AuthorityKeeper keeper, KubernetesIdentity platform) {
    return keeper.step(
        new WantedAuthority("example.org", KeyType.EC_P256, 1, platform.pluggedIn()),
        new RotationProgress(true, true));
  }

  private static List<String> issued(AuthorityState state, KubernetesIdentity platform) {
    SecureRandom random = new SecureRandom();
    return new CertificateAuthority(
            state, new Journal(platform.journal()), InstantSource.system(), random)
        .issue(
            new SpiffeId("example.org", "shop", ACCOUNT),
            "reviews-v1",
            new SigningRequest(KeyType.EC_P256.generate(random).getPublic()),
            Duration.ZERO,
            Lifetimes.DEFAULT)
        .chain();
  }

  private static void pod(String name) {
    client
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(ACCOUNT)
                .withNodeName("nowhere")
                .addNewContainer()
                .withName("main")
                .withImage("none")
                .endContainer()
                .endSpec()
                .build())
        .create();
  }

  private static String token(Optional<String> pod, String audience) {
    var request =
        new TokenRequestBuilder().withNewSpec().withAudiences(audience).withExpirationSeconds(600L);
    pod.ifPresent(
        name ->
            request
                .withNewBoundObjectRef()
                .withApiVersion("v1")
                .withKind("Pod")
                .withName(name)
                .endBoundObjectRef());
    return client
        .serviceAccounts()
        .withName(ACCOUNT)
        .tokenRequest(request.endSpec().build())
        .getStatus()
        .getToken();
  }

  @Test
  @DisplayName("AU-029 a token bound to a pod says which pod and service account it is")
  void tokenOfAPodSaysWhoItIs() {
    // Given
    pod("reviews-v1");

    // When
    Caller caller =
        new TokenReviews(client)
            .verify(token(Optional.of("reviews-v1"), MeshMember.AUDIENCE), Optional.empty());

    // Then
    assertThat(caller)
        .isEqualTo(
            new Caller(NAMESPACE, ACCOUNT, "reviews-v1", Caller.Proof.SERVICE_ACCOUNT_TOKEN));
  }

  @Test
  void tokenForSomebodyElseOrWithoutAPodProvesNothing() {
    // Given
    TokenReviews reviews = new TokenReviews(client);
    String elsewhere = token(Optional.empty(), "https://kubernetes.default.svc");
    String unbound = token(Optional.empty(), MeshMember.AUDIENCE);

    // When, then
    assertThatThrownBy(() -> reviews.verify(elsewhere, Optional.empty()))
        .isInstanceOf(RefusedCallerException.class);
    assertThatThrownBy(() -> reviews.verify(unbound, Optional.empty()))
        .isInstanceOf(RefusedCallerException.class)
        .hasMessageContaining("not bound to a pod");
    assertThatThrownBy(() -> reviews.verify("guessed", Optional.empty()))
        .isInstanceOf(RefusedCallerException.class);
  }

  @Test
  @DisplayName("AU-021 the authority is kept in a Secret, which only the newest reader may replace")
  void secretIsReplacedByTheNewestReaderOnly() {
    // Given
    AuthorityStore store = new SecretAuthorityStore(client);
    AuthorityState first = AuthorityState.of(factory.create(1, "cluster.local", KeyType.EC_P256));
    var stored = store.replace(Optional.empty(), first);
    AuthorityState next =
        Rotation.begin(first, factory.create(2, "cluster.local", KeyType.EC_P256));

    // When
    store.replace(Optional.of(stored), next);

    // Then
    assertThat(store.load().orElseThrow().state()).isEqualTo(next);
    assertThatThrownBy(() -> store.replace(Optional.of(stored), first))
        .isInstanceOf(StaleAuthorityException.class);
    assertThatThrownBy(() -> store.replace(Optional.empty(), first))
        .isInstanceOf(StaleAuthorityException.class);
  }

  @Test
  void journalIsReadAsItWasWrittenAndForgetsWhatExpired() {
    // Given
    JournalStore journal = new ConfigMapJournal(client);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    JournalEntry old = entry("1f", now.minusSeconds(100), now.minusSeconds(10));
    JournalEntry current = entry("2f", now, now.plusSeconds(60));
    journal.append(old, now.minusSeconds(100));

    // When
    journal.append(current, now);

    // Then: both are in the same ConfigMap
    assertThat(journal.load()).containsExactly(current);
  }

  private static JournalEntry entry(String serial, Instant issued, Instant expiry) {
    return new JournalEntry(
        serial, new SpiffeId("cluster.local", NAMESPACE, ACCOUNT), "reviews-v1", 1, issued, expiry);
  }

  @Test
  @DisplayName("of two replicas each knows what the other issued, and no serial is issued twice")
  void replicasShareTheJournal() {
    // Given
    Journal one = new Journal(new ConfigMapJournal(client));
    Journal other = new Journal(new ConfigMapJournal(client));
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    JournalEntry entry =
        entry(UUID.randomUUID().toString().replace("-", ""), now, now.plusSeconds(60));
    // When
    new ConfigMapJournal(client).append(entry, now);
    // Then
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> one.find(entry.serial()).isPresent() && other.find(entry.serial()).isPresent());
    assertThatThrownBy(() -> new ConfigMapJournal(client).append(entry, now))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(entry.serial());
  }

  @Test
  void rootsArePublishedOnceAndAgainWhenTheyChange() {
    // Given
    KubernetesIdentity identity = new KubernetesIdentity(() -> client, "elsewhere");
    identity.publishRoots("one");
    String version = roots().getMetadata().getResourceVersion();

    // When
    identity.publishRoots("one");

    // Then
    assertThat(roots().getMetadata().getResourceVersion()).isEqualTo(version);

    // When
    identity.publishRoots("two");

    // Then
    assertThat(roots().getData()).containsEntry("root-cert.pem", "two");
    assertThat(identity.pluggedIn()).isEmpty();
  }

  private static ConfigMap roots() {
    return client.configMaps().withName("lateen-ca-root").get();
  }
}
