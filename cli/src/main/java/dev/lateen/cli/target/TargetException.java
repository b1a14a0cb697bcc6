package dev.lateen.cli.target;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** A cluster or a directory cannot do what was asked; the message says why and what to do. */
public final class TargetException extends RuntimeException {
  private static final int NOT_FOUND = 404;

  /** Says why. */
  public TargetException(String message) {
    super(message);
  }

  /** Says why. */
  public TargetException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether what was asked for is not there: for a list, its kind. */
  public boolean isNotFound() {
    return getCause() instanceof KubernetesClientException e && e.getCode() == NOT_FOUND;
  }
}
