package dev.lateen.sidecar.dataplane;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads requests as narrowly as RFC 9112 can be read, independently of the proxy. */
final class StrictRequests {
  private static final String TOKEN = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]++";
  private static final Pattern HEAD =
      Pattern.compile(
          "(?<method>%s) [\\x21-\\x7e]++ HTTP/1\\.1\r\n".formatted(TOKEN)
              + "(?<fields>(?:%s: [\t\\x20-\\x7e\\x80-\\xff]*+\r\n)*+)\r\n".formatted(TOKEN));
  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: (\\d+)$");
  private static final Pattern CHUNKED = Pattern.compile("(?im)^transfer-encoding: chunked$");
  private static final Pattern FRAMING =
      Pattern.compile("(?im)^(?:content-length|transfer-encoding)\\s*:");
  private static final Pattern HOST = Pattern.compile("(?im)^host: [^,\\s]*$");
  private static final Pattern CHUNK = Pattern.compile("([0-9a-f]+)\r\n");

  private StrictRequests() {}

  /** What is wrong with the bytes; the last request may be incomplete. */
  static Optional<String> violation(CharSequence bytes) {
    int at = 0;
    while (at < bytes.length()) {
      Matcher head = HEAD.matcher(bytes).region(at, bytes.length());
      if (!head.lookingAt()) {
        return head.hitEnd()
            ? Optional.empty()
            : Optional.of("no head: " + bytes.subSequence(at, bytes.length()));
      }
      String fields = head.group("fields");
      if (count(FRAMING, fields) > 1 || count(HOST, fields) != 1) {
        return Optional.of("ambiguous head: " + head.group());
      }
      if (fields.contains("upgrade: ")) {
        return Optional.empty();
      }
      at = bodyEnd(bytes, head.end(), fields);
    }
    return Optional.empty();
  }

  private static long count(Pattern pattern, String text) {
    return pattern.matcher(text).results().count();
  }

  private static int bodyEnd(CharSequence bytes, int start, String fields) {
    Matcher length = LENGTH.matcher(fields);
    if (length.find()) {
      return (int) Math.min(bytes.length(), start + Long.parseLong(length.group(1)));
    }
    return CHUNKED.matcher(fields).find() ? chunksEnd(bytes, start) : start;
  }

  private static int chunksEnd(CharSequence bytes, int start) {
    int at = start;
    Matcher chunk = CHUNK.matcher(bytes);
    while (at < bytes.length() && chunk.region(at, bytes.length()).lookingAt()) {
      int size = Integer.parseInt(chunk.group(1), 16);
      at = chunk.end() + size + 2;
      if (size == 0) {
        int end = bytes.toString().indexOf("\r\n\r\n", chunk.end() - 2);
        return end < 0 ? bytes.length() : end + 4;
      }
    }
    return bytes.length();
  }
}
