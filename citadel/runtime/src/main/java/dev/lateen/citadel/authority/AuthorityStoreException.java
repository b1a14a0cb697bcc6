package dev.lateen.citadel.authority;

/** The state of the authority cannot be read or written; the message says where and why. */
public class AuthorityStoreException extends RuntimeException {

  /** With a cause. */
  public AuthorityStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
