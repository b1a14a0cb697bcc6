package dev.lateen.sidecar.capture.rules;

/**
 * Ports from the first to the last, both included.
 *
 * @param first 1..65535
 * @param last first..65535
 */
record PortRange(int first, int last) {
  private static final int HIGHEST = 65_535;

  PortRange {
    if (first < 1 || last < first || last > HIGHEST) {
      throw new IllegalArgumentException("not a port in 1..65535 or a range of them");
    }
  }

  static PortRange of(int port) {
    return new PortRange(port, port);
  }

  /**
   * Reads {@code 80} or {@code 8000-8100}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  static PortRange parse(String text) {
    int dash = text.indexOf('-');
    return dash < 0
        ? of(Integer.parseInt(text))
        : new PortRange(
            Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
  }

  boolean contains(int port) {
    return first <= port && port <= last;
  }

  /** The range with the separator of the tool that reads it. */
  String text(char separator) {
    return first == last ? Integer.toString(first) : first + "" + separator + last;
  }
}
