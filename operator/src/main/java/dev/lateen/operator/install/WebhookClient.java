package dev.lateen.operator.install;

import dev.lateen.citadel.serving.CertificateBundle;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.operator.inject.WebhookServer;
import dev.lateen.operator.inject.WebhookSettings;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfigBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** How the API server reaches the webhooks of the operator, and whose certificate it accepts. */
@Singleton
public class WebhookClient {
  private final WebhookSettings settings;
  private final WebhookServer server;

  public WebhookClient(WebhookSettings settings, WebhookServer server) {
    this.settings = settings;
    this.server = server;
  }

  WebhookClientConfig of(ServiceMesh mesh, Context<ServiceMesh> context, String path) {
    CertificateBundle bundle =
        WebhookCertificate.current(context)
            .orElseThrow(() -> new IllegalStateException("the webhook has no certificate yet"));
    var builder =
        new WebhookClientConfigBuilder()
            .withCaBundle(
                Base64.getEncoder()
                    .encodeToString(bundle.authority().getBytes(StandardCharsets.US_ASCII)));
    return settings
        .url(server.port(), path)
        .map(url -> builder.withUrl(url).build())
        .orElseGet(
            () ->
                builder
                    .withNewService()
                    .withName(MeshObjects.WEBHOOK)
                    .withNamespace(mesh.getMetadata().getNamespace())
                    .withPort(MeshObjects.WEBHOOK_PORT)
                    .withPath(path)
                    .endService()
                    .build());
  }
}
