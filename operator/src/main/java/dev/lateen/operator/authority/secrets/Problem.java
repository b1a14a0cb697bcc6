package dev.lateen.operator.authority.secrets;

/**
 * Why Secrets are not as they are to be.
 *
 * @param kind for programs
 * @param message for people: names the namespace or the Secret, and the fix
 */
public record Problem(Kind kind, String message) {

  /** Kinds of problems, the worst first. */
  public enum Kind {
    /** The operator lacks rights in a namespace. */
    NOT_ALLOWED("NotAllowed"),
    /** Something else is wrong with the API server or what it was asked. */
    TROUBLE("Trouble"),
    /** Somebody else made a Secret of that name. */
    NAME_TAKEN("NameTaken");

    private final String reason;

    Kind(String reason) {
      this.reason = reason;
    }

    /** As the reason of a condition. */
    String reason() {
      return reason;
    }
  }

  static Problem nameTaken(Account account) {
    return new Problem(
        Kind.NAME_TAKEN,
        "Secret %s/%s is not the operator's and is left alone: delete or rename it, and the one of the service account %s is made"
            .formatted(account.namespace(), account.secret(), account.name()));
  }
}
