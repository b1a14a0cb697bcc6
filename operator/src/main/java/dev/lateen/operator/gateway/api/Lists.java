package dev.lateen.operator.gateway.api;

import java.util.List;

/** What documents leave out. */
final class Lists {
  private Lists() {}

  static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
