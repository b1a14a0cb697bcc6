package dev.lateen.operator.platform.model;

import java.util.Optional;

/**
 * One path of a Kubernetes Ingress of class {@code lateen} (TM-110 to TM-117).
 *
 * @param ingress namespace and name of the Ingress, {@code namespace/name}
 * @param host exact host, or {@code *.example.com}; empty for any
 * @param kind how {@code path} is compared
 * @param path the path, never empty
 * @param hostname fully qualified name of the backend service
 * @param port the backend's service port
 */
public record IngressPath(
    String ingress, Optional<String> host, Kind kind, String path, String hostname, int port) {

  /** How the path of a request is compared. */
  public enum Kind {
    EXACT,
    /** By whole path elements, as Kubernetes defines it. */
    PREFIX,
    REGEX
  }
}
