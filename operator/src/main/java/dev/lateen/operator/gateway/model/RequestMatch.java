package dev.lateen.operator.gateway.model;

import java.util.List;
import java.util.Optional;

/**
 * A condition on a request; all parts must hold.
 *
 * @param path on the path
 * @param method on the method
 * @param headers on headers, each name once
 * @param query on query parameters, each name once
 */
public record RequestMatch(
    Path path, Optional<String> method, List<Value> headers, List<Value> query) {

  public RequestMatch {
    headers = List.copyOf(headers);
    query = List.copyOf(query);
  }

  /** A condition on the path. */
  public sealed interface Path {
    /** The path itself. */
    record Exact(String value) implements Path {}

    /** By whole elements: {@code /a} takes {@code /a} and {@code /a/b}, not {@code /ab}. */
    record Prefix(String value) implements Path {
      /** Every path. */
      public static final Prefix ALL = new Prefix("/");
    }

    /** An expression for the whole path (RE2). */
    record Regex(String value) implements Path {}
  }

  /**
   * A condition on a named value.
   *
   * @param name name
   * @param value value, or an expression for the whole value (RE2)
   * @param regex whether it is an expression
   */
  public record Value(String name, String value, boolean regex) {}
}
