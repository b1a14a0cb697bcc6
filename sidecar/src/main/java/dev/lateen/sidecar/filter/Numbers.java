package dev.lateen.sidecar.filter;

import java.util.OptionalLong;

/** Numbers in header fields. */
public final class Numbers {
  private static final int MAX_DIGITS = 9;

  private Numbers() {}

  /**
   * A whole number of at most nine digits.
   *
   * @param text a field value; null where there is none
   * @return empty for anything else
   */
  public static OptionalLong unsigned(String text) {
    if (text == null || text.isEmpty() || text.length() > MAX_DIGITS) {
      return OptionalLong.empty();
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return OptionalLong.empty();
      }
      number = number * 10 + c - '0';
    }
    return OptionalLong.of(number);
  }
}
