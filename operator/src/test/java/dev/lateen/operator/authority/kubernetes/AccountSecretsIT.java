package dev.lateen.operator.authority.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lateen.citadel.authority.AuthorityState;
import dev.lateen.citadel.authority.Rotation;
import dev.lateen.citadel.x509.Pem;
import dev.lateen.operator.authority.secrets.AccountSecrets;
import dev.lateen.operator.authority.secrets.Fixture;
import dev.lateen.operator.platform.kubernetes.ClientKeyAlgorithm;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets of service accounts in a real API server, kept with the rights of the role that the
 * installation has for them and no others.
 */
@Tag("cluster")
class AccountSecretsIT {
  private static final Path INSTALLATION = Path.of("../install/lateen.yaml");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String ROLE = "lateen-identity-secrets";
  private static final String OPERATOR = "lateen-operator";
  private static final String OPERATORS = "lateen-system";

  private static KubernetesClient almighty;
  private static KubernetesClient operator;

  private final String namespace = "secrets-" + UUID.randomUUID().toString().substring(0, 8);
  private final Fixture authority = new Fixture(Instant.now(), namespace);
  private AccountSecrets secrets;

  @TempDir private Path folder;

  @BeforeAll
  static void connect() throws IOException {
    assumeTrue(System.getenv("KUBECONFIG") != null, "SKIPPED: KUBECONFIG is not set");
    almighty = new KubernetesClientBuilder().withConfig(config()).build();
    Config impersonating = config();
    impersonating.setNamespace(OPERATORS);
    impersonating.setImpersonateUsername("system:serviceaccount:" + OPERATORS + ":" + OPERATOR);
    operator = new KubernetesClientBuilder().withConfig(impersonating).build();
    almighty.resource(role()).forceConflicts().serverSideApply();
  }

  private static Config config() {
    Config config = Config.autoConfigure(null);
    new ClientKeyAlgorithm().customize(config);
    return config;
  }

  private static ClusterRole role() throws IOException {
    return almighty.load(Files.newInputStream(INSTALLATION)).items().stream()
        .filter(ClusterRole.class::isInstance)
        .map(ClusterRole.class::cast)
        .filter(role -> role.getMetadata().getName().equals(ROLE))
        .findFirst()
        .orElseThrow();
  }

  @AfterAll
  static void disconnect() {
    if (almighty != null) {
      almighty.rbac().clusterRoles().withName(ROLE).delete();
      operator.close();
      almighty.close();
    }
  }

  @BeforeEach
  void begin() {
    almighty
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    secrets =
        new AccountSecrets(
            new KubernetesSecretStore(operator), authority, authority, authority.random());
  }

  @AfterEach
  void end() {
    secrets.close();
    almighty.namespaces().withName(namespace).delete();
  }

  /** As {@code kubectl create rolebinding} does. */
  private void bind() {
    almighty
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withName(ROLE)
                .withNamespace(namespace)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", ROLE)
                .addNewSubject("", "ServiceAccount", OPERATOR, OPERATORS)
                .build())
        .create();
  }

  private void account(String name) {
    almighty
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .build())
        .create();
  }

  private Secret secret(String account) {
    return almighty.secrets().inNamespace(namespace).withName("lateen." + account).get();
  }

  private static String part(Secret secret, String key) {
    return new String(
        Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.US_ASCII);
  }

  /** Looks again and again, as the operator does. */
  private void lookUntil(BooleanSupplier condition) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              secrets.look(authority.demand());
              return condition.getAsBoolean();
            });
  }

  private boolean isKept() {
    return secrets.report().filter(report -> report.reason().equals("Kept")).isPresent();
  }

  private Secret made(String account) {
    lookUntil(() -> secret(account) != null && isKept());
    return secret(account);
  }

  @Test
  @DisplayName(
      "AU-024 every service account of a namespace that asks for it has a Secret, and OpenSSL accepts what is in it")
  void everyServiceAccountHasASecret() throws IOException, InterruptedException {
    // Given
    bind();
    account("reviews");

    // When
    Secret secret = made("reviews");

    // Then
    assertThat(secret.getType()).isEqualTo("lateen.dev/key-and-cert");
    assertThat(secret.getMetadata().getAnnotations())
        .containsEntry("lateen.dev/service-account-name", "reviews");
    assertThat(secret.getMetadata().getLabels())
        .containsEntry("app.kubernetes.io/managed-by", "lateen");
    assertThat(secret.getData()).containsOnlyKeys("cert-chain.pem", "key.pem", "root-cert.pem");
    assertThat(Pem.subjectAlternativeNames(part(secret, "cert-chain.pem")))
        .containsExactly("spiffe://cluster.local/ns/" + namespace + "/sa/reviews");
    for (String name : secret.getData().keySet()) {
      Files.writeString(folder.resolve(name), part(secret, name));
    }
    assertThat(
            openssl(
                "verify -x509_strict -CAfile root-cert.pem -untrusted cert-chain.pem"
                    + " cert-chain.pem"))
        .contains("cert-chain.pem: OK");
    assertThat(openssl("pkey -in key.pem -pubout"))
        .isEqualTo(openssl("x509 -in cert-chain.pem -noout -pubkey"))
        .startsWith("-----BEGIN PUBLIC KEY");
  }

  /** What openssl says; SKIPPED without it. */
  private String openssl(String arguments) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(("openssl " + arguments).split(" "))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      process.waitFor();
      return said;
    } catch (IOException e) {
      return Assumptions.abort("SKIPPED: openssl is not installed (" + e.getMessage() + ")");
    }
  }

  @Test
  @DisplayName(
      "AU-025 a Secret goes with its service account, and comes back when somebody deletes or changes it")
  void secretGoesWithItsAccountAndComesBackWithout() {
    // Given
    bind();
    account("reviews");
    account("ratings");
    Secret first = made("reviews");
    made("ratings");

    // When
    almighty.resource(first).delete();

    // Then
    Secret second = made("reviews");
    assertThat(part(second, "key.pem")).isNotEqualTo(part(first, "key.pem"));

    // When
    almighty
        .resource(second)
        .edit(found -> new SecretBuilder(found).addToData("key.pem", "bm9uZQ==").build());

    // Then
    lookUntil(() -> part(secret("reviews"), "key.pem").contains("PRIVATE KEY") && isKept());

    // When
    almighty.serviceAccounts().inNamespace(namespace).withName("reviews").delete();
    account("reviews-v2");

    // Then
    made("reviews-v2");
    lookUntil(() -> secret("reviews") == null);
    assertThat(secret("ratings")).isNotNull();
  }

  @Test
  @DisplayName(
      "AU-026 Secrets are issued anew when it is time, and follow each step of a change of the root")
  void secretsAreIssuedAnewInTimeAndWhenTheRootChanges() {
    // Given
    bind();
    account("reviews");
    Secret first = made("reviews");

    // When
    authority.pass(Fixture.LIFE.dividedBy(2));

    // Then
    lookUntil(() -> !Objects.equals(first.getData(), secret("reviews").getData()) && isKept());
    Secret renewed = secret("reviews");
    assertThat(part(renewed, "key.pem")).isNotEqualTo(part(first, "key.pem"));

    // When
    AuthorityState distributing = Rotation.begin(authority.demand().state(), authority.root(2));
    authority.use(distributing);

    // Then
    lookUntil(
        () -> Pem.certificates(part(secret("reviews"), "root-cert.pem")).size() == 2 && isKept());
    assertThat(part(secret("reviews"), "key.pem")).isEqualTo(part(renewed, "key.pem"));
    assertThat(secrets.follow(distributing)).isFalse();
    lookUntil(
        () -> {
          authority.pass(Duration.ofMinutes(1));
          return secrets.follow(distributing);
        });

    // When
    AuthorityState retiring = Rotation.switchIssuing(distributing);
    authority.use(retiring);

    // Then
    lookUntil(
        () -> !part(secret("reviews"), "key.pem").equals(part(renewed, "key.pem")) && isKept());

    // When
    authority.use(Rotation.finish(retiring));

    // Then
    lookUntil(() -> part(secret("reviews"), "root-cert.pem").equals(retiring.current().root()));
    assertThat(
            Pem.certificates(part(secret("reviews"), "cert-chain.pem"))
                .getLast()
                .getIssuerX500Principal())
        .isEqualTo(Pem.certificate(retiring.current().root()).getSubjectX500Principal());
  }

  @Test
  void namespaceWhoseAdministratorHasNotAgreedIsNamedAndServedWhenHeDoes() {
    // Given
    account("reviews");

    // When
    lookUntil(() -> secrets.report().isPresent());

    // Then
    var report = secrets.report().orElseThrow();
    assertThat(report.reason()).isEqualTo("NotAllowed");
    assertThat(report.message())
        .contains(
            "kubectl create rolebinding lateen-identity-secrets"
                + " --clusterrole=lateen-identity-secrets"
                + " --serviceaccount=lateen-system:lateen-operator -n "
                + namespace);

    // When
    bind();

    // Then
    assertThat(made("reviews")).isNotNull();
  }

  @Test
  void secretOfSomebodyElseIsLeftAloneAndServedWhenItIsGone() {
    // Given
    bind();
    account("reviews");
    Secret foreign =
        almighty
            .resource(
                new SecretBuilder()
                    .withNewMetadata()
                    .withName("lateen.reviews")
                    .withNamespace(namespace)
                    .endMetadata()
                    .addToData("password", "c2VjcmV0")
                    .build())
            .create();

    // When
    lookUntil(() -> secrets.report().isPresent());

    // Then
    assertThat(secrets.report().orElseThrow().message())
        .contains("Secret " + namespace + "/lateen.reviews");
    assertThat(secret("reviews").getData()).isEqualTo(foreign.getData());
    assertThat(authority.issued()).noneMatch(entry -> entry.instance().endsWith("lateen.reviews"));

    // When
    almighty.resource(foreign).delete();
    await().atMost(PATIENCE).until(() -> secret("reviews") == null);
    authority.pass(Duration.ofMinutes(1));

    // Then
    assertThat(made("reviews").getType()).isEqualTo("lateen.dev/key-and-cert");
  }
}
