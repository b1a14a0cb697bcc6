package dev.lateen.sidecar.http;

import java.util.Optional;

/** Reads one parameter of a query. */
final class Queries {
  private Queries() {}

  /**
   * The value of the first parameter of that name, as it is written.
   *
   * @param query with its question mark, or empty
   */
  static Optional<String> value(String query, String name) {
    int at = 1;
    while (at < query.length()) {
      int end = query.indexOf('&', at);
      int stop = end < 0 ? query.length() : end;
      if (query.startsWith(name, at)
          && at + name.length() < stop
          && query.charAt(at + name.length()) == '=') {
        return Optional.of(query.substring(at + name.length() + 1, stop));
      }
      at = stop + 1;
    }
    return Optional.empty();
  }
}
