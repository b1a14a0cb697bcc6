package dev.lateen.bookinfo.json;

/** Text that is not JSON. */
public final class JsonException extends RuntimeException {
  /**
   * @param expected what should have been there
   * @param offset where, in characters from the start
   */
  public JsonException(String expected, int offset) {
    super("not JSON: expected %s at character %d".formatted(expected, offset));
  }
}
