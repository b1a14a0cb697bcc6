package dev.lateen.sidecar.probe;

import dev.lateen.sidecar.config.ProbeConfig;
import dev.lateen.sidecar.config.ProbeTarget;
import dev.lateen.sidecar.plainhttp.Answer;
import dev.lateen.sidecar.plainhttp.PlainHttpServer;
import dev.lateen.sidecar.plainhttp.Request;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
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
  private static final int UNAVAILABLE = 503;

  private final EventLoopGroup loops;
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
      EventLoopGroup loops,
      String address,
      ProbeConfig config,
      Supplier<Optional<String>> notReady) {
    this.loops = loops;
    this.address = address;
    this.config = config;
    this.notReady = notReady;
    this.targets =
        config.targets().stream()
            .collect(Collectors.toUnmodifiableMap(ProbeTarget::path, Function.identity()));
    this.application = new ApplicationProbe(loops, address);
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
    try {
      int port =
          PlainHttpServer.listen(
              loops, new InetSocketAddress(address, config.port()), this::answer);
      LOG.infof("event=probes_listening address=%s port=%d", address, port);
    } catch (IOException e) {
      throw new IllegalStateException(
          "LATEEN_PROBE_PORT is %d: it cannot be listened on; choose a free one"
              .formatted(config.port()),
          e);
    }
  }

  private CompletionStage<Answer> answer(Request request) {
    ProbeTarget target = targets.get(request.path());
    if (!request.method().equals("GET")) {
      return CompletableFuture.completedStage(Answer.methodNotAllowed("GET"));
    }
    if (target != null) {
      return application.ask(target).handle((_, failure) -> said(trouble(failure)));
    }
    return CompletableFuture.completedStage(
        request.path().equals(READY) ? said(notReady.get()) : Answer.notFound());
  }

  private static Optional<String> trouble(Throwable failure) {
    return Optional.ofNullable(
            failure instanceof CompletionException ? failure.getCause() : failure)
        .map(cause -> String.valueOf(cause.getMessage()));
  }

  private static Answer said(Optional<String> trouble) {
    return Answer.text(trouble.isEmpty() ? OK : UNAVAILABLE, trouble.orElse("ok") + "\n");
  }
}
