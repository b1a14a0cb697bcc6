package dev.lateen.operator.inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lateen.citadel.serving.CertificateBundle;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The HTTPS server of the webhooks. It does not listen before it has a certificate. Safe for use by
 * many threads; {@link #serve} blocks and must not be called on an event loop.
 */
@Singleton
public class WebhookServer {
  private static final Logger LOG = Logger.getLogger(WebhookServer.class);
  private static final long START_SECONDS = 10;

  /** A review holds an object and its predecessor; each is at most 1.5 MiB in a store. */
  private static final long LONGEST_BODY = 8L << 20;

  private final Vertx vertx;
  private final WebhookSettings settings;
  private final Map<String, Reviewer> reviewers;
  private final ObjectMapper json = new ObjectMapper();
  private HttpServer server;
  private CertificateBundle served;
  private volatile boolean leaving;

  public WebhookServer(
      Vertx vertx,
      WebhookSettings settings,
      AdmissionReviewer validation,
      InjectionReviewer injection) {
    this.vertx = vertx;
    this.settings = settings;
    this.reviewers =
        Map.of(WebhookSettings.VALIDATE_PATH, validation, WebhookSettings.INJECT_PATH, injection);
  }

  /**
   * Answers with this certificate from now on, and starts to listen if it does not yet.
   *
   * @throws WebhookException when the port is taken or the certificate is refused
   */
  public synchronized void serve(CertificateBundle certificate) {
    if (certificate.equals(served)) {
      return;
    }
    if (server == null) {
      server = start(certificate);
      LOG.infof("webhook listening port=%d", server.actualPort());
    } else {
      await(
          () ->
              server
                  .updateSSLOptions(options(certificate).getSslOptions())
                  .toCompletionStage()
                  .toCompletableFuture()
                  .get(START_SECONDS, TimeUnit.SECONDS));
      LOG.info("webhook certificate replaced");
    }
    served = certificate;
  }

  /**
   * The port it listens on.
   *
   * @throws IllegalStateException when it does not listen yet
   */
  public synchronized int port() {
    if (server == null) {
      throw new IllegalStateException("the webhook does not listen yet");
    }
    return server.actualPort();
  }

  /** Goes on to answer, and asks the API server with each answer to connect elsewhere. */
  public void leave() {
    leaving = true;
  }

  @PreDestroy
  synchronized void stop() {
    if (server != null) {
      server.close();
    }
  }

  private HttpServer start(CertificateBundle certificate) {
    return await(
        () ->
            vertx
                .createHttpServer(options(certificate))
                .requestHandler(this::handle)
                .listen(settings.listenOn())
                .toCompletionStage()
                .toCompletableFuture()
                .get(START_SECONDS, TimeUnit.SECONDS));
  }

  private static HttpServerOptions options(CertificateBundle certificate) {
    return new HttpServerOptions()
        .setSsl(true)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .setKeyValue(Buffer.buffer(certificate.serving().privateKey()))
                .setCertValue(Buffer.buffer(certificate.serving().certificate())));
  }

  private void handle(HttpServerRequest request) {
    if (leaving) {
      request.response().putHeader("connection", "close");
    }
    Reviewer reviewer = reviewers.get(request.path());
    if (reviewer == null) {
      request.response().setStatusCode(404).end();
    } else if (request.method() != HttpMethod.POST) {
      request.response().setStatusCode(405).putHeader("allow", "POST").end();
    } else {
      new LimitedBody(LONGEST_BODY).read(request, body -> answer(reviewer, request, body));
    }
  }

  private void answer(Reviewer reviewer, HttpServerRequest request, Buffer body) {
    vertx
        .executeBlocking(() -> reviewer.review(AdmissionRequest.of(parse(body))).toString(), false)
        .onSuccess(
            text -> request.response().putHeader("content-type", "application/json").end(text))
        .onFailure(
            failure -> {
              LOG.warnf("webhook request refused reason=\"%s\"", failure.getMessage());
              request.response().setStatusCode(400).end(failure.getMessage());
            });
  }

  private JsonNode parse(Buffer body) {
    try {
      return json.readTree(body.getBytes());
    } catch (JsonProcessingException e) {
      throw new WebhookException("the body is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new WebhookException("the body cannot be read", e);
    }
  }

  private static <T> T await(Callable<T> action) {
    try {
      return action.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WebhookException("interrupted while the webhook server started", e);
    } catch (Exception e) {
      throw new WebhookException("the webhook server cannot serve: " + e.getMessage(), e);
    }
  }
}
