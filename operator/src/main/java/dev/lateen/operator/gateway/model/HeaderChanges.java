package dev.lateen.operator.gateway.model;

import java.util.List;

/**
 * Changes of headers.
 *
 * @param set in place of the values there are
 * @param add after the values there are
 * @param remove names of those that go
 */
public record HeaderChanges(List<Header> set, List<Header> add, List<String> remove) {
  /** No change. */
  public static final HeaderChanges NONE = new HeaderChanges(List.of(), List.of(), List.of());

  public HeaderChanges {
    set = List.copyOf(set);
    add = List.copyOf(add);
    remove = List.copyOf(remove);
  }

  /**
   * A header.
   *
   * @param name name
   * @param value value
   */
  public record Header(String name, String value) {}
}
