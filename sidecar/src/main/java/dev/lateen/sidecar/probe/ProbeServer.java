package dev.lateen.sidecar.probe;

import dev.lateen.sidecar.config.ProbeConfig;
import dev.lateen.sidecar.config.ProbeTarget;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Plain HTTP on the address of the node, where captured traffic does not come by, so that probes
 * work whatever callers have to prove (UA-02, AU-015). Anybody who reaches the pod can ask, so
 * there is nothing here but what a kubelet needs.
 */
public final class ProbeServer {
  private static final Logger LOG = Logger.getLogger(ProbeServer.class);
  private static final String READY = "/healthz/ready";
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;

  private final Vertx vertx;
  private final String address;
  private final ProbeConfig config;
  private final Supplier<Optional<String>> notReady;
  private final Map<String, ProbeTarget> targets;
  private final ApplicationProbe application;

  /**
   * One that does not listen yet.
   *
   * @param address to listen on
   * @param config where, and what can be asked besides
   * @param notReady why the sidecar is not ready, if it is not
   */
  public ProbeServer(
      Vertx vertx, String address, ProbeConfig config, Supplier<Optional<String>> notReady) {
    this.vertx = vertx;
    this.address = address;
    this.config = config;
    this.notReady = notReady;
    this.targets =
        config.targets().stream()
            .collect(Collectors.toUnmodifiableMap(ProbeTarget::path, Function.identity()));
    this.application = new ApplicationProbe(vertx, address);
  }

  /**
   * Listens, and returns when it does; not where no port is set.
   *
   * @throws IllegalStateException when the port is taken
   */
  public void start() {
    if (config.port() == 0) {
      return;
    }
    var server =
        vertx
            .createHttpServer(new HttpServerOptions().setHost(address).setPort(config.port()))
            .requestHandler(this::answer);
    try {
      int port = server.listen().toCompletionStage().toCompletableFuture().join().actualPort();
      LOG.infof("event=probes_listening address=%s port=%d", address, port);
    } catch (CompletionException e) {
      throw new IllegalStateException(
          "LATEEN_PROBE_PORT is %d: it cannot be listened on; choose a free one"
              .formatted(config.port()),
          e.getCause());
    }
  }

  private void answer(HttpServerRequest request) {
    ProbeTarget target = targets.get(request.path());
    if (request.method() != HttpMethod.GET) {
      request.response().setStatusCode(METHOD_NOT_ALLOWED).putHeader("allow", "GET").end();
    } else if (target != null) {
      application.ask(target).onComplete(asked -> say(request, trouble(asked.cause())));
    } else if (request.path().equals(READY)) {
      say(request, notReady.get());
    } else {
      request.response().setStatusCode(NOT_FOUND).end();
    }
  }

  private static Optional<String> trouble(Throwable failure) {
    return Optional.ofNullable(failure).map(cause -> String.valueOf(cause.getMessage()));
  }

  private static void say(HttpServerRequest request, Optional<String> trouble) {
    request
        .response()
        .setStatusCode(trouble.isEmpty() ? OK : UNAVAILABLE)
        .putHeader("content-type", "text/plain; charset=utf-8")
        .end(trouble.orElse("ok") + "\n");
  }
}
