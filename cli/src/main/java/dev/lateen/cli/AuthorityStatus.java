package dev.lateen.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.cli.kind.ColumnPath;
import dev.lateen.crds.v1alpha1.Condition;
import java.util.List;
import java.util.Optional;

/**
 * What the status of a ServiceMesh says of its authority.
 *
 * @param generation which root issues
 * @param fingerprint of that root
 * @param expires when it does, as in RFC 3339
 * @param phase STEADY, DISTRIBUTING or RETIRING
 * @param confirmed proxies that know whom to trust, of all that must
 * @param revoked how many certificates are
 */
record AuthorityStatus(
    int generation,
    String fingerprint,
    String expires,
    String phase,
    String confirmed,
    int revoked) {
  private static final String STEADY = "STEADY";
  private static final ColumnPath READY = said("status");
  private static final ColumnPath MESSAGE = said("message");

  private static ColumnPath said(String field) {
    return ColumnPath.of(
        ".status.conditions[?(@.type==\"%s\")].%s".formatted(Condition.AUTHORITY_READY, field));
  }

  /** Empty where the operator has said nothing of it. */
  static Optional<AuthorityStatus> of(JsonNode mesh) {
    JsonNode identity = mesh.at("/status/identity");
    return identity.isMissingNode()
        ? Optional.empty()
        : Optional.of(
            new AuthorityStatus(
                identity.path("rootGeneration").asInt(),
                identity.path("rootFingerprint").asText(),
                identity.path("rootExpires").asText(),
                identity.path("phase").asText(),
                identity.path("confirmed").asText(),
                identity.path("revoked").asInt()));
  }

  /** Why the authority cannot go on; empty where it can. */
  static Optional<String> trouble(JsonNode mesh) {
    return READY.value(mesh).filter("False"::equals).flatMap(_ -> MESSAGE.value(mesh));
  }

  /** Whether this root issues and no other is trusted. */
  boolean isAlone(int root) {
    return phase.equals(STEADY) && generation >= root;
  }

  /** What is happening, in a line. */
  String step() {
    return switch (phase) {
      case "DISTRIBUTING" ->
          "root %d issues, the next is made known: %s confirmed".formatted(generation, confirmed);
      case "RETIRING" ->
          "root %d issues, certificates below the previous one are replaced".formatted(generation);
      default -> "root %d issues and is trusted alone".formatted(generation);
    };
  }

  /** Everything, a line each. */
  List<String> lines() {
    return List.of(
        "root        " + generation,
        "sha256      " + fingerprint,
        "expires     " + expires,
        "phase       " + phase,
        "confirmed   " + confirmed,
        "revoked     " + revoked);
  }
}
