package dev.lateen.citadel.authority;

/** An authority that a user brought cannot be used; the message names the part and the fix. */
public final class InvalidAuthorityException extends RuntimeException {

  InvalidAuthorityException(String part, String why) {
    super(part + ": " + why);
  }
}
