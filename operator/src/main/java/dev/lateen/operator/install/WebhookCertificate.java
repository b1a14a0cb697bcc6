package dev.lateen.operator.install;

import dev.lateen.citadel.serving.CertificateBundle;
import dev.lateen.citadel.serving.SelfSignedAuthority;
import dev.lateen.citadel.x509.InvalidCertificateException;
import dev.lateen.citadel.x509.KeyPairPem;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.operator.inject.WebhookSettings;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.ReconcileResult;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependent;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The certificate of the webhooks. It is kept in a Secret, so that a new operator process goes on
 * with the one the API server already trusts, and renewed when a third of its life is left. It is
 * reconciled when the webhook server answers with it.
 */
@Singleton
@KubernetesDependent(
    createResourceOnlyIfNotExistingWithSSA = false,
    informer = @Informer(labelSelector = MeshObjects.MANAGED))
public class WebhookCertificate extends InstalledResource<Secret> {
  static final String CERTIFICATE = "tls.crt";
  static final String PRIVATE_KEY = "tls.key";
  static final String AUTHORITY = "ca.crt";

  private final SelfSignedAuthority authority;
  private final WebhookServing serving;
  private final WebhookSettings settings;
  private final Clock clock = Clock.systemUTC();

  public WebhookCertificate(
      SelfSignedAuthority authority, WebhookServing serving, WebhookSettings settings) {
    super(Secret.class, MeshObjects.WEBHOOK_CERTIFICATE);
    this.authority = authority;
    this.serving = serving;
    this.settings = settings;
  }

  @Override
  public ReconcileResult<Secret> reconcile(ServiceMesh mesh, Context<ServiceMesh> context) {
    ReconcileResult<Secret> result = super.reconcile(mesh, context);
    result.getSingleResource().map(WebhookCertificate::read).ifPresent(serving::take);
    return result;
  }

  @Override
  protected Secret desired(ServiceMesh mesh, Context<ServiceMesh> context) {
    var request = settings.certificateRequest(mesh.getMetadata().getNamespace());
    CertificateBundle bundle =
        current(context)
            .filter(kept -> kept.covers(request) && !kept.isDueForRenewal(clock.instant()))
            .orElseGet(() -> authority.issueServing(request));
    return new SecretBuilder()
        .withMetadata(MeshObjects.namespaced(MeshObjects.WEBHOOK_CERTIFICATE, mesh))
        .withType("kubernetes.io/tls")
        .addToData(CERTIFICATE, encode(bundle.serving().certificate()))
        .addToData(PRIVATE_KEY, encode(bundle.serving().privateKey()))
        .addToData(AUTHORITY, encode(bundle.authority()))
        .build();
  }

  /** The certificate in force, or empty before there is one. */
  static Optional<CertificateBundle> current(Context<ServiceMesh> context) {
    return context
        .getSecondaryResourcesAsStream(Secret.class)
        .filter(secret -> secret.getMetadata().getName().equals(MeshObjects.WEBHOOK_CERTIFICATE))
        .findFirst()
        .flatMap(WebhookCertificate::readable);
  }

  /** What a Secret holds, if it can be used. */
  static Optional<CertificateBundle> readable(Secret secret) {
    return Optional.of(read(secret)).filter(WebhookCertificate::isReadable);
  }

  private static CertificateBundle read(Secret secret) {
    Map<String, String> data = Optional.ofNullable(secret.getData()).orElse(Map.of());
    return new CertificateBundle(
        new KeyPairPem(decode(data, PRIVATE_KEY), decode(data, CERTIFICATE)),
        decode(data, AUTHORITY));
  }

  /** Somebody may have edited the Secret: what cannot be read is replaced. */
  private static boolean isReadable(CertificateBundle bundle) {
    try {
      bundle.isDueForRenewal(Clock.systemUTC().instant());
      return !bundle.authority().isEmpty() && !bundle.serving().privateKey().isEmpty();
    } catch (InvalidCertificateException _) {
      return false;
    }
  }

  private static String encode(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String decode(Map<String, String> data, String key) {
    return new String(
        Base64.getDecoder().decode(data.getOrDefault(key, "")), StandardCharsets.US_ASCII);
  }
}
