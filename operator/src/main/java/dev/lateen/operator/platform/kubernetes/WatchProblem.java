package dev.lateen.operator.platform.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** Why objects of a kind cannot be watched, and what to do about it. */
public sealed interface WatchProblem {

  /** For people: names the kind and the fix. */
  String message();

  /**
   * The cluster does not know the kind.
   *
   * @param kind plural and group
   */
  record DefinitionMissing(String kind) implements WatchProblem {
    @Override
    public String message() {
      return "the cluster has no " + kind + ": install its CustomResourceDefinition";
    }
  }

  /**
   * The operator may not read the kind.
   *
   * @param kind plural and group
   */
  record NotAllowed(String kind) implements WatchProblem {
    @Override
    public String message() {
      return "the operator may not list and watch "
          + kind
          + ": allow it in its ClusterRole (verbs get, list, watch)";
    }
  }

  /**
   * Anything else, such as an API server that cannot be reached.
   *
   * @param kind plural and group
   * @param reason what the client says
   */
  record Unreachable(String kind, String reason) implements WatchProblem {
    @Override
    public String message() {
      return kind + " cannot be read: " + reason;
    }
  }

  /** The problem behind a failure. */
  static WatchProblem of(String kind, Throwable failure) {
    int code = code(failure);
    return switch (code) {
      case HttpURLConnection.HTTP_NOT_FOUND -> new DefinitionMissing(kind);
      case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
          new NotAllowed(kind);
      default -> new Unreachable(kind, String.valueOf(failure.getMessage()));
    };
  }

  private static int code(Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof KubernetesClientException client && client.getCode() > 0) {
        return client.getCode();
      }
    }
    return 0;
  }
}
