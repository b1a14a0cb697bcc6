package dev.lateen.sidecar.model;

/**
 * A condition on one parameter of the query (xDS {@code QueryParameterMatcher}). The first value
 * counts, as it was sent.
 *
 * @param name as it was sent
 * @param value condition on the value
 */
public record QueryMatch(String name, StringMatch value) {
  /** Whether the request fulfils it. */
  public boolean matches(RequestHead head) {
    return head.parameter(name).filter(value::matches).isPresent();
  }
}
