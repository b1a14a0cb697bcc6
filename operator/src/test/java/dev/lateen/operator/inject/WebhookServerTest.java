package dev.lateen.operator.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lateen.citadel.serving.CertificateBundle;
import dev.lateen.citadel.serving.SelfSignedAuthority;
import dev.lateen.operator.platform.MeshResources;
import dev.lateen.operator.rules.RuleBook;
import dev.lateen.operator.status.CurrentMesh;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WebhookServerTest {
  private static final String GOOD =
      """
      {"apiVersion": "lateen.dev/v1alpha1", "kind": "RouteRule",
       "metadata": {"name": "reviews", "namespace": "default"},
       "spec": {"destination": {"name": "reviews"}, "precedence": 1}}
      """;
  private static final String BAD =
      """
      {"apiVersion": "lateen.dev/v1alpha1", "kind": "RouteRule",
       "metadata": {"name": "reviews", "namespace": "default"},
       "spec": {"destination": {"name": "Reviews"}, "corsPolicy": {"maxAge": "a day"}}}
      """;

  private final ObjectMapper json = new ObjectMapper();
  private final Vertx vertx = Vertx.vertx();
  private final WebhookSettings settings =
      new WebhookSettings(0, "127.0.0.1", Optional.of("127.0.0.1"));
  private final SelfSignedAuthority authority =
      new SelfSignedAuthority(Clock.systemUTC(), new SecureRandom());
  private final CurrentMesh mesh = new CurrentMesh();
  private WebhookServer server;
  private CertificateBundle bundle;

  @BeforeEach
  void start() {
    server =
        new WebhookServer(
            vertx,
            settings,
            new AdmissionReviewer(new ResourceChecks(mesh)),
            new InjectionReviewer(
                mesh,
                new SidecarAddresses(
                    Optional.empty(), Optional.empty(), true, "1.2.3", Optional.empty()),
                new SimpleMeterRegistry()));
    bundle = authority.issueServing(settings.certificateRequest("mesh"));
    server.serve(bundle);
  }

  @AfterEach
  void stop() {
    server.stop();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void goodResourceIsAllowedUnderTheUidOfTheQuestion() throws Exception {
    JsonNode response = review(GOOD);

    assertThat(response.path("uid").asText()).isEqualTo("u-1");
    assertThat(response.path("allowed").asBoolean()).isTrue();
    assertThat(response.has("warnings")).isFalse();
  }

  @DisplayName("TM-194 a resource that is not valid is refused with all its errors")
  @Test
  void badResourceIsRefusedWithAllItsErrorsInOneMessage() throws Exception {
    JsonNode response = review(BAD);

    assertThat(response.path("allowed").asBoolean()).isFalse();
    assertThat(response.at("/status/code").asInt()).isEqualTo(422);
    assertThat(response.at("/status/message").asText())
        .startsWith("RouteRule default/reviews: ")
        .contains("spec.destination.name: \"Reviews\": ", "spec.corsPolicy.maxAge: \"a day\": ");
  }

  @Test
  void badResourceThatIsBeingDeletedMayLoseItsFinalizers() throws Exception {
    String deleted =
        BAD.replace(
            "\"name\": \"reviews\",", "\"name\": \"reviews\", \"deletionTimestamp\": \"x\",");

    assertThat(review(deleted).path("allowed").asBoolean()).isTrue();
  }

  @Test
  void ruleForAServiceThatIsNotThereIsAllowedWithAWarning() throws Exception {
    // Given
    MeshResources nothing = MeshResources.empty();
    mesh.set(new CurrentMesh.View(nothing, new RuleBook().decide(nothing)));

    // When
    JsonNode response = review(GOOD);

    // Then
    assertThat(response.path("allowed").asBoolean()).isTrue();
    assertThat(response.at("/warnings/0").asText())
        .contains("reviews.default.svc.cluster.local", "is not a service of the mesh");
  }

  @Test
  void whatIsNoReviewIsRefused() throws Exception {
    assertThat(post(client(bundle), "/validate", "{}").statusCode()).isEqualTo(400);
    assertThat(post(client(bundle), "/validate", "{").statusCode()).isEqualTo(400);
    assertThat(post(client(bundle), "/other", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void bodyThatIsTooLongIsRefused() throws Exception {
    assertThat(post(client(bundle), "/validate", " ".repeat((8 << 20) + 1)).statusCode())
        .isEqualTo(413);
  }

  @Test
  void replacedCertificateIsServedOnTheSamePort() throws Exception {
    // Given
    int port = server.port();
    CertificateBundle next = authority.issueServing(settings.certificateRequest("mesh"));

    // When
    server.serve(next);

    // Then
    assertThat(server.port()).isEqualTo(port);
    assertThat(post(client(next), "/validate", "{}").statusCode()).isEqualTo(400);
    assertThatThrownBy(() -> post(client(bundle), "/validate", "{}"))
        .isInstanceOf(SSLHandshakeException.class);
  }

  private JsonNode review(String resource) throws Exception {
    String review =
        """
        {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview",
         "request": {"uid": "u-1", "operation": "CREATE", "object": %s}}
        """
            .formatted(resource);
    HttpResponse<String> response = post(client(bundle), "/validate", review);
    assertThat(response.statusCode()).isEqualTo(200);
    return json.readTree(response.body()).path("response");
  }

  private HttpResponse<String> post(HttpClient client, String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:%d%s".formatted(server.port(), path)))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** A client that trusts what a webhook configuration would have it trust, and nothing else. */
  private static HttpClient client(CertificateBundle trusted) throws Exception {
    KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
    anchors.load(null, null);
    anchors.setCertificateEntry(
        "authority",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(trusted.authority().getBytes())));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(anchors);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(context).build();
  }
}
