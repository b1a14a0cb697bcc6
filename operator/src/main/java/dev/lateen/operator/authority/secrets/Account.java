package dev.lateen.operator.authority.secrets;

/**
 * A ServiceAccount that there is.
 *
 * @param namespace its namespace
 * @param name its name
 * @param uid tells it from one of the same name that was before
 */
public record Account(String namespace, String name, String uid) {
  private static final String PREFIX = "lateen.";

  /** Name of the Secret that it gets, in its namespace. */
  public String secret() {
    return PREFIX + name;
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
