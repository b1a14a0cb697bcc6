package dev.lateen.operator.gateway.bind;

/**
 * One aspect of a document, as it becomes a condition of its status.
 *
 * @param type what it is about, such as Accepted
 * @param holds whether it is so
 * @param reason why, in one word of the API
 * @param message why, for people
 */
public record Finding(String type, boolean holds, String reason, String message) {
  /** Type of a document that is obeyed. */
  public static final String ACCEPTED = "Accepted";

  /** Type of a document whose references lead somewhere. */
  public static final String RESOLVED = "ResolvedRefs";

  /** Type of a listener that proxies have. */
  public static final String PROGRAMMED = "Programmed";

  /** Type of a listener that another one excludes. */
  public static final String CONFLICTED = "Conflicted";

  static Finding accepted() {
    return new Finding(ACCEPTED, true, "Accepted", "");
  }

  static Finding refused(String reason, String message) {
    return new Finding(ACCEPTED, false, reason, message);
  }

  static Finding resolved() {
    return new Finding(RESOLVED, true, "ResolvedRefs", "");
  }

  static Finding unresolved(String reason, String message) {
    return new Finding(RESOLVED, false, reason, message);
  }
}
