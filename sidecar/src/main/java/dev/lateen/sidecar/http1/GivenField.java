package dev.lateen.sidecar.http1;

import io.netty.handler.codec.DateFormatter;
import io.netty.util.AsciiString;
import java.util.Calendar;
import java.util.Date;

/** Checks names and values that are given rather than received. */
final class GivenField {
  private GivenField() {}

  /**
   * The name.
   *
   * @throws IllegalArgumentException when it is no token
   */
  static CharSequence name(CharSequence name) {
    int length = name.length();
    for (int i = 0; i < length; i++) {
      char c = name.charAt(i);
      if (c > 0x7e || !Octets.isToken((byte) c)) {
        throw new IllegalArgumentException("name of a field: \"" + name + "\" is no token");
      }
    }
    if (length == 0) {
      throw new IllegalArgumentException("name of a field: it is empty");
    }
    return name;
  }

  /**
   * The value as text.
   *
   * @throws IllegalArgumentException when it contains a control character
   */
  static CharSequence value(Object value) {
    CharSequence text =
        switch (value) {
          case String string -> string;
          case AsciiString ascii -> ascii;
          case Date date -> DateFormatter.format(date);
          case Calendar calendar -> DateFormatter.format(calendar.getTime());
          default -> value.toString();
        };
    for (int i = 0, length = text.length(); i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\t' || c == 0x7f) {
        throw new IllegalArgumentException("value of a field: it contains a control character");
      }
    }
    return text;
  }
}
