package dev.lateen.sidecar.model;

import java.util.List;
import java.util.Optional;

/**
 * TLS towards endpoints.
 *
 * @param serverName SNI, and checked against the certificate when {@code subjectNames} is empty and
 *     trust is verified
 * @param trust whom to believe
 * @param subjectNames one of these must be a subject alternative name; empty for the server name
 */
public record UpstreamTls(Optional<String> serverName, Trust trust, List<String> subjectNames) {
  /** Copies the list. */
  public UpstreamTls {
    subjectNames = List.copyOf(subjectNames);
  }

  /** Whom to believe. */
  public sealed interface Trust {
    /** The authorities the platform trusts. */
    record Platform() implements Trust {}

    /**
     * These authorities.
     *
     * @param pem one or more certificates, PEM
     */
    record Authorities(String pem) implements Trust {}

    /** Anyone: no verification, as xDS does without a validation context. */
    record Anyone() implements Trust {}
  }
}
