package dev.lateen.sidecar.dataplane;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The final responses in a stream of bytes, as far as they are there.
 *
 * @param responses whole ones
 * @param rest what is left: part of a response, or nothing
 */
record RawResponses(List<Response> responses, String rest) {
  private static final String HEAD_END = "\r\n\r\n";
  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: (\\d+)\r\n");
  private static final Pattern CHUNK = Pattern.compile("([0-9a-f]{1,8})\r\n");

  /** A response; names and values of the head in lower case. */
  record Response(int status, String head, String body) {}

  /**
   * Reads.
   *
   * @param wireCase says which responses have no body
   * @param ended whether the connection is closed
   */
  static RawResponses of(String bytes, WireCase wireCase, boolean ended) {
    List<Response> found = new ArrayList<>();
    int at = 0;
    while (true) {
      int headEnd = bytes.indexOf(HEAD_END, at) + HEAD_END.length();
      if (headEnd < HEAD_END.length()) {
        return new RawResponses(found, bytes.substring(at));
      }
      String head = bytes.substring(at, headEnd).toLowerCase(Locale.ROOT);
      int status = Integer.parseInt(head.split(" ")[1]);
      boolean bodiless =
          status < 200 || status == 204 || wireCase.has("bodiless-at " + (found.size() + 1));
      int end = bodiless ? headEnd : bodyEnd(bytes, headEnd, head, ended);
      if (end < 0) {
        return new RawResponses(found, bytes.substring(at));
      }
      if (status >= 200) {
        found.add(new Response(status, head, bytes.substring(headEnd, end)));
      }
      at = end;
    }
  }

  /** Behind the body, or negative when it is not complete. */
  private static int bodyEnd(String bytes, int start, String head, boolean ended) {
    Matcher length = LENGTH.matcher(head);
    if (head.contains("\r\ntransfer-encoding: chunked\r\n")) {
      return chunksEnd(bytes, start);
    }
    if (length.find()) {
      int end = start + Integer.parseInt(length.group(1));
      return end <= bytes.length() ? end : -1;
    }
    return ended ? bytes.length() : -1;
  }

  private static int chunksEnd(String bytes, int start) {
    Matcher chunk = CHUNK.matcher(bytes);
    int at = start;
    while (chunk.region(at, bytes.length()).lookingAt()) {
      int size = Integer.parseInt(chunk.group(1), 16);
      if (size == 0) {
        boolean bare = bytes.startsWith("\r\n", chunk.end());
        int end = bare ? chunk.end() + 2 : bytes.indexOf(HEAD_END, chunk.end()) + 4;
        return end < 4 ? -1 : end;
      }
      at = chunk.end() + size + 2;
      if (at > bytes.length()) {
        return -1;
      }
    }
    return -1;
  }
}
