package dev.lateen.citadel.authority;

/** Somebody else has replaced the state meanwhile. */
public final class StaleAuthorityException extends AuthorityStoreException {

  /** With a cause. */
  public StaleAuthorityException(String message, Throwable cause) {
    super(message, cause);
  }
}
