package dev.lateen.sidecar.http;

import dev.lateen.sidecar.upstream.UpstreamFailure;
import dev.lateen.sidecar.upstream.UpstreamHost;
import io.netty.handler.codec.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is repeated at once whatever the route says, because nothing happened at an endpoint, or
 * nothing can have happened twice (RFC 9110 9.2.2).
 */
final class FreeRepeats {
  private static final int MAX_UNREACHED = 2;

  private final RequestBody body;
  private final HttpMethod method;
  private boolean sentAfresh;
  private List<UpstreamHost> unreached = List.of();
  private UpstreamFailure last = UpstreamFailure.NO_ENDPOINT;

  FreeRepeats(RequestBody body, HttpMethod method) {
    this.body = body;
    this.method = method;
  }

  /**
   * Whether it is sent once more, on a connection that nobody used before: an endpoint refused it
   * unprocessed, or had closed an idle connection.
   */
  boolean onNewConnection(UpstreamFailure failure, boolean reused) {
    boolean may =
        !sentAfresh
            && switch (failure) {
              case REFUSED -> body.isReplayable();
              case RESET -> reused && isHarmless();
              case NO_ENDPOINT, OVERFLOW, CONNECT, PROTOCOL -> false;
            };
    if (may) {
      sentAfresh = true;
      body.rewind();
    }
    return may;
  }

  /**
   * Whether another endpoint is asked, not this. Where no connection could be made nothing was
   * sent, and any request may; where a new one broke, as those do that an endpoint never came to
   * accept before it ended, only what is harmless (UA-06).
   */
  boolean elsewhere(UpstreamFailure failure, Optional<UpstreamHost> host) {
    boolean broke = failure == UpstreamFailure.RESET && isHarmless();
    if (!broke && failure != UpstreamFailure.CONNECT
        || unreached.size() == MAX_UNREACHED
        || host.isEmpty()) {
      return false;
    }
    if (broke) {
      body.rewind();
    }
    last = failure;
    unreached = Stream.concat(unreached.stream(), host.stream()).toList();
    return true;
  }

  private boolean isHarmless() {
    return body.isComplete() && body.received() == 0 && Retries.IDEMPOTENT.contains(method);
  }

  /** Whether this endpoint could not be reached. */
  boolean avoids(UpstreamHost host) {
    return unreached.contains(host);
  }

  /** What to say of a try that failed: where it found no other endpoint, why it looked for one. */
  UpstreamFailure cause(UpstreamFailure failure, Optional<UpstreamHost> host) {
    return host.isEmpty() && !unreached.isEmpty() ? last : failure;
  }

  /** Some time passes before the next try: every endpoint may be asked again. */
  void forgive() {
    unreached = List.of();
  }
}
