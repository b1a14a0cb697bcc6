package dev.lateen.sidecar.admin;

import dev.lateen.sidecar.lifecycle.Sidecar;
import dev.lateen.sidecar.plainhttp.Answer;
import dev.lateen.sidecar.plainhttp.PlainHttpServer;
import dev.lateen.sidecar.plainhttp.Request;
import io.netty.channel.EventLoopGroup;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Plain HTTP on loopback, for people, probes and scrapers. */
@Singleton
public final class AdminServer {
  private static final Logger LOG = Logger.getLogger(AdminServer.class);
  private static final String ADDRESS = "127.0.0.1";

  private final EventLoopGroup loops;
  private final int port;
  private final Map<String, Endpoint> endpoints;

  /** Does not listen yet. */
  @Inject
  public AdminServer(
      EventLoopGroup loops,
      Sidecar sidecar,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.loops = loops;
    this.port = sidecar.config().adminPort();
    this.endpoints = Endpoints.of(sidecar, version);
  }

  /**
   * Listens, and returns when it does.
   *
   * @throws IllegalStateException when the port is taken
   */
  public void start() {
    try {
      int actual =
          PlainHttpServer.listen(
              loops,
              new InetSocketAddress(ADDRESS, port),
              request -> CompletableFuture.completedStage(answer(request)));
      LOG.infof("admin listening address=%s port=%d", ADDRESS, actual);
    } catch (IOException e) {
      throw new IllegalStateException(
          "LATEEN_ADMIN_PORT is %d: it cannot be listened on; choose a free one".formatted(port),
          e);
    }
  }

  private Answer answer(Request request) {
    Endpoint endpoint = endpoints.get(request.path());
    if (endpoint == null) {
      return Answer.notFound();
    }
    return request.method().equals(endpoint.method())
        ? endpoint.handler().apply(request)
        : Answer.methodNotAllowed(endpoint.method());
  }
}
