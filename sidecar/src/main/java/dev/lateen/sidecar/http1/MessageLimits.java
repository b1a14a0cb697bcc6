package dev.lateen.sidecar.http1;

/**
 * How large a message may be, its body apart.
 *
 * @param startLine longest request or status line, bytes
 * @param fields all fields of the head together, and again all trailers, bytes
 * @param fieldCount number of fields of the head, and again of trailers
 */
public record MessageLimits(int startLine, int fields, int fieldCount) {
  int head() {
    return startLine + fields;
  }
}
