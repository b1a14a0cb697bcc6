package dev.lateen.operator.gateway.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What becomes of a request. */
public sealed interface RuleAction {

  /**
   * It is answered with another address.
   *
   * @param scheme scheme; empty: as it was
   * @param host host; empty: as it was
   * @param port port; empty: of the scheme where one is given, else of the listener
   * @param path what becomes of the path
   * @param status 301, 302, 303, 307 or 308
   */
  record Redirect(
      Optional<String> scheme,
      Optional<String> host,
      OptionalInt port,
      Optional<PathChange> path,
      int status)
      implements RuleAction {}

  /**
   * It is sent on.
   *
   * @param backends to one of these by weight; none: it is answered 500
   * @param host host it then has; empty: as it was
   * @param path what becomes of its path
   * @param mirrors who gets copies
   * @param timeouts how long it may take
   * @param retry how often it is sent; empty: as the mesh does by itself
   */
  record Forward(
      List<Backend> backends,
      Optional<String> host,
      Optional<PathChange> path,
      List<Mirror> mirrors,
      Timeouts timeouts,
      Optional<Retry> retry)
      implements RuleAction {
    public Forward {
      backends = List.copyOf(backends);
      mirrors = List.copyOf(mirrors);
    }
  }

  /** What becomes of a path; the query stays. */
  sealed interface PathChange {
    /** Another path. */
    record Full(String value) implements PathChange {}

    /** Another prefix in place of the one that matched. */
    record Prefix(String value) implements PathChange {}
  }

  /**
   * A backend.
   *
   * @param service where it is; empty where the reference is not valid: its share is answered 500
   * @param weight its share, more than 0
   * @param request changes of the request's headers on this way
   * @param response changes of the response's headers on this way
   */
  record Backend(
      Optional<BackendService> service,
      int weight,
      HeaderChanges request,
      HeaderChanges response) {}

  /**
   * Copies.
   *
   * @param service who gets them
   * @param percent of how many requests, 0..100
   */
  record Mirror(BackendService service, double percent) {}

  /**
   * Times; zero: for ever, empty: the default.
   *
   * @param request of the whole request
   * @param backendRequest of one try
   */
  record Timeouts(Optional<Duration> request, Optional<Duration> backendRequest) {
    /** The defaults. */
    public static final Timeouts DEFAULT = new Timeouts(Optional.empty(), Optional.empty());
  }

  /**
   * Repeats.
   *
   * @param statuses that are repeated, besides connections that fail
   * @param attempts how often at most
   * @param backoff time before the first repeat; empty: the proxy's default
   */
  record Retry(List<Integer> statuses, int attempts, Optional<Duration> backoff) {
    public Retry {
      statuses = List.copyOf(statuses);
    }
  }
}
