package dev.lateen.sidecar.model;

import java.util.Optional;

/**
 * What a route match may look at. Implementations belong to one thread and answer without copying.
 */
public interface RequestHead {
  /** The method, e.g. {@code GET}. */
  String method();

  /** The path without query and fragment, e.g. {@code /reviews/0}. */
  String path();

  /**
   * Host and optional port as the client wrote them (HTTP/1: Host or absolute-form; HTTP/2: {@code
   * :authority}).
   */
  String authority();

  /** {@code http} or {@code https}. */
  String scheme();

  /** Whether a header of this lower-case name is there. */
  boolean hasHeader(String name);

  /**
   * The value of the header of this lower-case name; several are joined by a comma (RFC 9110 5.2);
   * empty when there is none.
   */
  String header(String name);

  /** The first value of a parameter of the query, as it was sent; empty where it has no value. */
  Optional<String> parameter(String name);
}
