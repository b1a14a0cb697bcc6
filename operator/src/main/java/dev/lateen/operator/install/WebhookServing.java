package dev.lateen.operator.install;

import dev.lateen.citadel.serving.CertificateBundle;
import dev.lateen.operator.inject.WebhookServer;
import dev.lateen.operator.platform.MeshInForce;
import dev.lateen.operator.platform.kubernetes.Watched;
import dev.lateen.operator.status.CurrentMesh;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * Has the webhooks of every replica, leader or not, answer with the certificate that is kept for
 * them. The first is used at once. One that replaces another is used a while later, when the API
 * servers have heard of its authority; until then, and for as long as it holds, they know the
 * other's too ({@link WebhookClient}). The first of another mesh has none before it.
 */
@Singleton
public class WebhookServing {
  private static final Logger LOG = Logger.getLogger(WebhookServing.class);
  private static final long HEARD_SECONDS = 10;

  private final Provider<KubernetesClient> client;
  private final CurrentMesh mesh;
  private final WebhookServer server;
  private final ScheduledExecutorService executor =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().name("webhook-certificate").daemon().factory(),
          new ThreadPoolExecutor.DiscardPolicy());
  private Optional<String> namespace = Optional.empty();
  private Optional<Watched<Secret>> kept = Optional.empty();
  private Optional<CertificateBundle> newest = Optional.empty();

  public WebhookServing(Provider<KubernetesClient> client, CurrentMesh mesh, WebhookServer server) {
    this.client = client;
    this.mesh = mesh;
    this.server = server;
  }

  void start() {
    mesh.onChange(() -> executor.execute(this::watch));
    executor.execute(this::watch);
  }

  /**
   * Whether calls of the webhooks get an answer here, as far as there are any: there are none
   * before a certificate is kept, and what cannot be read is not waited for.
   */
  synchronized boolean answer() {
    watch();
    return newest.isPresent()
        || kept.stream()
            .allMatch(
                secrets ->
                    secrets.problem().isPresent()
                        || secrets.synced() && secrets.objects().isEmpty());
  }

  /** Answers go on, for those who have not heard yet that this replica ends. */
  void leave() {
    server.leave();
  }

  void stop() {
    executor.shutdownNow();
    close();
  }

  private synchronized void close() {
    kept.ifPresent(Watched::close);
  }

  /** The Secret lies beside the ServiceMesh in force. */
  private synchronized void watch() {
    Optional<String> now =
        mesh.view()
            .flatMap(view -> MeshInForce.among(view.resources().meshes()))
            .map(inForce -> inForce.getMetadata().getNamespace());
    if (!now.equals(namespace)) {
      close();
      namespace = now;
      newest = Optional.empty();
      kept = now.map(this::watched);
      kept.ifPresent(Watched::start);
    }
  }

  private Watched<Secret> watched(String in) {
    return new Watched<>(
        "secrets",
        client
            .get()
            .secrets()
            .inNamespace(in)
            .withField("metadata.name", MeshObjects.WEBHOOK_CERTIFICATE),
        UnaryOperator.identity(),
        () -> executor.execute(this::look));
  }

  private void look() {
    Optional<Watched<Secret>> watch;
    synchronized (this) {
      watch = kept;
    }
    watch.stream()
        .flatMap(secrets -> secrets.objects().stream())
        .flatMap(secret -> WebhookCertificate.readable(secret).stream())
        .forEach(this::take);
  }

  /** Somebody knows a certificate, possibly one that is used already. */
  synchronized void take(CertificateBundle certificate) {
    if (newest.isEmpty()) {
      server.serve(certificate);
    } else if (!newest.equals(Optional.of(certificate))) {
      LOG.info("event=webhook_certificate_renewed");
      executor.schedule(() -> serve(certificate), HEARD_SECONDS, TimeUnit.SECONDS);
    }
    newest = Optional.of(certificate);
  }

  private synchronized void serve(CertificateBundle certificate) {
    if (newest.equals(Optional.of(certificate))) {
      server.serve(certificate);
    }
  }
}
