package dev.lateen.operator.identity;

import dev.lateen.crds.v1alpha1.IdentityStatus;
import java.util.Optional;

/**
 * How the authority stands, as the status of the ServiceMesh shows it.
 *
 * @param identity what is in force; empty while nothing is
 * @param ready whether it issues certificates
 * @param reason why or why not, in one word for programs
 * @param message the same for people
 * @param secrets how the Secrets of service accounts stand; empty where nobody asks for any, and
 *     while it is not known
 */
public record AuthorityReport(
    Optional<IdentityStatus> identity,
    boolean ready,
    String reason,
    String message,
    Optional<SecretsReport> secrets) {

  /** It issues. */
  public static AuthorityReport issuing(IdentityStatus identity, Optional<SecretsReport> secrets) {
    return new AuthorityReport(
        Optional.of(identity),
        true,
        "Issuing",
        "Certificates are issued to whoever proves who it is.",
        secrets);
  }

  /** This operator is none. */
  public static AuthorityReport off() {
    return new AuthorityReport(
        Optional.empty(),
        true,
        "Disabled",
        "The operator is told to issue no certificates.",
        Optional.empty());
  }

  /** It cannot go on; what is in force stays. */
  public static AuthorityReport troubled(
      Optional<IdentityStatus> identity, String message, Optional<SecretsReport> secrets) {
    return new AuthorityReport(identity, false, "Trouble", message, secrets);
  }
}
