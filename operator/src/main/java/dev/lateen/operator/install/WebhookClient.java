package dev.lateen.operator.install;

import dev.lateen.citadel.serving.CertificateBundle;
import dev.lateen.citadel.x509.Pem;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.operator.inject.WebhookServer;
import dev.lateen.operator.inject.WebhookSettings;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ServiceReference;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfigBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the API server reaches the webhooks of the operator, and whose certificate it accepts. */
@Singleton
public class WebhookClient {
  private final WebhookSettings settings;
  private final WebhookServer server;
  private final InstantSource clock = InstantSource.system();

  public WebhookClient(WebhookSettings settings, WebhookServer server) {
    this.settings = settings;
    this.server = server;
  }

  /** This operator. */
  WebhookClientConfig of(ServiceMesh mesh, Context<ServiceMesh> context, String path) {
    return settings
        .url(server.port(), path)
        .map(url -> trusting(context).withUrl(url).build())
        .orElseGet(
            () ->
                trusting(context)
                    .withService(
                        new ServiceReference(
                            MeshObjects.WEBHOOK,
                            mesh.getMetadata().getNamespace(),
                            path,
                            MeshObjects.WEBHOOK_PORT))
                    .build());
  }

  /** That of a revision, behind its Service. */
  WebhookClientConfig of(Revision revision, Context<ServiceMesh> context, String path) {
    return trusting(context)
        .withService(
            new ServiceReference(revision.service(), revision.namespace(), path, revision.port()))
        .build();
  }

  private WebhookClientConfigBuilder trusting(Context<ServiceMesh> context) {
    CertificateBundle bundle =
        WebhookCertificate.current(context)
            .orElseThrow(() -> new IllegalStateException("the webhook has no certificate yet"));
    return new WebhookClientConfigBuilder()
        .withCaBundle(
            Base64.getEncoder()
                .encodeToString(trusted(bundle, context).getBytes(StandardCharsets.US_ASCII)));
  }

  /** The authority of the certificate, and the one before it for as long as it holds. */
  private String trusted(CertificateBundle bundle, Context<ServiceMesh> context) {
    X509Certificate newest = Pem.certificate(bundle.authority());
    return Stream.concat(
            Stream.of(newest),
            known(context)
                .filter(known -> !known.equals(newest))
                .filter(known -> known.getNotAfter().toInstant().isAfter(clock.instant()))
                .limit(1))
        .map(Pem::encode)
        .collect(Collectors.joining());
  }

  private static Stream<X509Certificate> known(Context<ServiceMesh> context) {
    return context.getSecondaryResource(ValidatingWebhookConfiguration.class).stream()
        .flatMap(configuration -> configuration.getWebhooks().stream())
        .limit(1)
        .map(webhook -> webhook.getClientConfig().getCaBundle())
        .filter(Objects::nonNull)
        .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.US_ASCII))
        .flatMap(pem -> Pem.certificates(pem).stream());
  }
}
