package dev.lateen.sidecar.dataplane;

/** How bytes are written in the tables of {@code src/test/resources/http1}. */
final class WireText {
  private WireText() {}

  /** The bytes of a line, one char each: with CRLF, unless the line ends with a backslash. */
  static String bytes(String line) {
    StringBuilder bytes = new StringBuilder();
    int at = 0;
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c != '\\') {
        bytes.append(c);
      } else if (at == line.length()) {
        return bytes.toString();
      } else {
        at = escape(line, at, bytes);
      }
    }
    return bytes.append("\r\n").toString();
  }

  private static int escape(String line, int at, StringBuilder bytes) {
    switch (line.charAt(at)) {
      case 'r' -> bytes.append('\r');
      case 'n' -> bytes.append('\n');
      case 't' -> bytes.append('\t');
      case '0' -> bytes.append('\0');
      case '\\' -> bytes.append('\\');
      case 'x' -> {
        bytes.append((char) Integer.parseInt(line.substring(at + 1, at + 3), 16));
        return at + 3;
      }
      case '{' -> {
        int star = line.indexOf('*', at);
        int end = line.indexOf('}', star);
        String repeated = bytes(line.substring(star + 1, end) + "\\");
        bytes.repeat(repeated, Integer.parseInt(line.substring(at + 1, star)));
        return end + 1;
      }
      default -> throw new IllegalArgumentException("unknown escape in: " + line);
    }
    return at + 1;
  }
}
