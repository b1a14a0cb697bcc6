package dev.lateen.sidecar.model;

/**
 * A condition on one header (xDS {@code HeaderMatcher}). A header that is absent matches no value,
 * so an inverted condition holds.
 *
 * @param name lower-case; {@code :method}, {@code :authority}, {@code :scheme} and {@code :path}
 *     (without query) are the pseudo-headers
 * @param value condition on the value
 * @param invert negates the result
 * @param absentIsEmpty a header that is absent counts as one with an empty value
 */
public record HeaderMatch(String name, StringMatch value, boolean invert, boolean absentIsEmpty) {
  /** Of a header whose absence fulfils no condition. */
  public HeaderMatch(String name, StringMatch value, boolean invert) {
    this(name, value, invert, false);
  }

  /** A condition that is not inverted. */
  public static HeaderMatch of(String name, StringMatch value) {
    return new HeaderMatch(name, value, false);
  }

  /** Whether the request fulfils it. */
  public boolean matches(RequestHead head) {
    return invert != holds(head);
  }

  private boolean holds(RequestHead head) {
    return switch (name) {
      case ":method" -> value.matches(head.method());
      case ":authority" -> value.matches(head.authority());
      case ":scheme" -> value.matches(head.scheme());
      case ":path" -> value.matches(head.path());
      default -> (absentIsEmpty || head.hasHeader(name)) && value.matches(head.header(name));
    };
  }
}
