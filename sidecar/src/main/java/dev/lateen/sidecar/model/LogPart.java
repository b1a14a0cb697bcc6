package dev.lateen.sidecar.model;

/** A part of a line of an {@link AccessLog}. */
public sealed interface LogPart {
  /**
   * The same in every line.
   *
   * @param text ASCII or not
   */
  record Text(String text) implements LogPart {}

  /**
   * What is known of this request or connection.
   *
   * @param field which
   * @param name of the header, in lower case; empty where the field is no header
   * @param otherwise the header that is taken where the first is absent; empty for none
   * @param longest characters of the value that are written, at least 1
   * @param json whether it is written as a JSON value, absent as null, or as it is, absent as "-"
   */
  record Value(LogField field, String name, String otherwise, int longest, boolean json)
      implements LogPart {
    /** A field that is no header, as it is. */
    public static Value of(LogField field) {
      return new Value(field, "", "", Integer.MAX_VALUE, false);
    }
  }
}
