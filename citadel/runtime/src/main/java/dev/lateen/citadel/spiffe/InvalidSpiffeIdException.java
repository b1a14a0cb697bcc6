package dev.lateen.citadel.spiffe;

/** Text that was to be a SPIFFE ID or a trust domain is not one; the message says why. */
public final class InvalidSpiffeIdException extends IllegalArgumentException {

  InvalidSpiffeIdException(String value, String why) {
    super("\"" + value + "\" is no SPIFFE ID: " + why);
  }
}
