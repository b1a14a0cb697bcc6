package dev.lateen.sidecar.model;

import java.util.List;

/**
 * Changes of headers: first removed, then set or appended.
 *
 * @param remove lower-case names
 * @param put in order
 */
public record HeaderMutations(List<String> remove, List<Put> put) {
  /** No change. */
  public static final HeaderMutations NONE = new HeaderMutations(List.of(), List.of());

  /** Copies the lists. */
  public HeaderMutations {
    remove = List.copyOf(remove);
    put = List.copyOf(put);
  }

  /**
   * A header written.
   *
   * @param name lower-case
   * @param value as it is sent
   * @param action what happens to values that are there
   */
  public record Put(String name, String value, Action action) {}

  /** What happens to values that are there (xDS {@code HeaderAppendAction}). */
  public enum Action {
    /** Keeps them and adds one. */
    APPEND,
    /** Replaces them. */
    OVERWRITE,
    /** Adds only when there is none. */
    ADD_IF_ABSENT,
    /** Replaces only when there is one. */
    OVERWRITE_IF_PRESENT
  }
}
