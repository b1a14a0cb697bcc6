package dev.lateen.sidecar.http1;

import static dev.lateen.sidecar.http1.RefusedMessageException.malformed;

/** Reads field lines (RFC 9112 5). */
final class FieldParser {
  private FieldParser() {}

  /**
   * Reads fields up to the end of the bytes, which is the empty line.
   *
   * @param from where the first field begins
   * @param tolerant whether blanks before a colon are dropped, as a proxy does with responses (RFC
   *     9112 5.1), rather than refused
   */
  static void parse(byte[] head, int from, FieldList fields, boolean tolerant) {
    int at = from;
    while (head[at] != '\r') {
      int nameEnd = nameEnd(head, at);
      int colon = tolerant ? skipBlanks(head, nameEnd) : nameEnd;
      if (head[colon] != ':') {
        throw malformed("a field without a colon behind its name");
      }
      int value = skipBlanks(head, colon + 1);
      int lineEnd = Octets.invalidInValue(head, value, head.length);
      if (head[lineEnd] != '\r' || head[lineEnd + 1] != '\n') {
        throw malformed("a control character in a field");
      }
      fields.receive(at, nameEnd, value, trim(head, value, lineEnd));
      at = lineEnd + 2;
    }
    if (at + 2 != head.length || head[at + 1] != '\n') {
      throw malformed("a bare carriage return");
    }
  }

  /** A line that begins with a blank continues the one before (obs-fold): it has no name. */
  private static int nameEnd(byte[] head, int from) {
    int at = from;
    while (Octets.isToken(head[at])) {
      at++;
    }
    if (at == from) {
      throw malformed("a field without a name");
    }
    return at;
  }

  private static int skipBlanks(byte[] head, int from) {
    int at = from;
    while (Octets.isBlank(head[at])) {
      at++;
    }
    return at;
  }

  private static int trim(byte[] head, int from, int to) {
    int end = to;
    while (end > from && Octets.isBlank(head[end - 1])) {
      end--;
    }
    return end;
  }
}
