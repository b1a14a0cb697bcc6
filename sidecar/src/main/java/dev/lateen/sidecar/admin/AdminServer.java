package dev.lateen.sidecar.admin;

import dev.lateen.sidecar.lifecycle.Sidecar;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Plain HTTP on loopback, for people, probes and scrapers. */
@Singleton
public final class AdminServer {
  private static final Logger LOG = Logger.getLogger(AdminServer.class);
  private static final String ADDRESS = "127.0.0.1";
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;

  private final Vertx vertx;
  private final int port;
  private final Map<String, Endpoint> endpoints;

  /** Does not listen yet. */
  @Inject
  public AdminServer(
      Vertx vertx,
      Sidecar sidecar,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.vertx = vertx;
    this.port = sidecar.config().adminPort();
    this.endpoints = Endpoints.of(sidecar, version);
  }

  /**
   * Listens, and returns when it does.
   *
   * @throws IllegalStateException when the port is taken
   */
  public void start() {
    var server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost(ADDRESS).setPort(port))
            .requestHandler(this::answer);
    try {
      int actual = server.listen().toCompletionStage().toCompletableFuture().join().actualPort();
      LOG.infof("admin listening address=%s port=%d", ADDRESS, actual);
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "LATEEN_ADMIN_PORT is %d: it cannot be listened on; choose a free one".formatted(port),
          e.getCause());
    }
  }

  private void answer(HttpServerRequest request) {
    Endpoint endpoint = endpoints.get(request.path());
    HttpServerResponse response = request.response();
    if (endpoint == null) {
      response.setStatusCode(NOT_FOUND).end();
    } else if (!request.method().name().equals(endpoint.method())) {
      response.setStatusCode(METHOD_NOT_ALLOWED).putHeader("allow", endpoint.method()).end();
    } else {
      Answer answer = endpoint.handler().apply(request.params());
      response
          .setStatusCode(answer.status())
          .putHeader("content-type", answer.type())
          .end(answer.body());
    }
  }
}
