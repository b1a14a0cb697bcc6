package dev.lateen.sidecar.cni.install;

import dev.lateen.sidecar.plainhttp.Answer;
import dev.lateen.sidecar.plainhttp.PlainHttpServer;
import dev.lateen.sidecar.plainhttp.Request;
import dev.lateen.sidecar.upstream.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Says by HTTP whether pods of this node are captured, and else why not. For any thread. */
final class Readiness {
  private static final String PATH = "/healthz/ready";
  private static final int NOT_READY = 503;

  private volatile Optional<String> trouble = Optional.of("not looked yet");

  /**
   * Answers from now on.
   *
   * @param port 0 for any free one
   * @return the port
   * @throws IOException when it cannot be listened on
   */
  int listen(int port) throws IOException {
    return PlainHttpServer.listen(Transport.loops(1), new InetSocketAddress(port), this::answer);
  }

  /** What keeps pods from being captured; empty: nothing. */
  void say(Optional<String> now) {
    trouble = now;
  }

  private CompletionStage<Answer> answer(Request request) {
    return CompletableFuture.completedStage(
        request.path().equals(PATH)
            ? trouble
                .map(reason -> Answer.text(NOT_READY, reason + "\n"))
                .orElseGet(() -> Answer.text("ready\n"))
            : Answer.notFound());
  }
}
