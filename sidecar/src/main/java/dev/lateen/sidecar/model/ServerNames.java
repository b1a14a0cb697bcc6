package dev.lateen.sidecar.model;

import java.util.List;

/**
 * Names a TLS client may ask for: exact, or {@code *.suffix} for any number of labels before it.
 */
final class ServerNames {
  private static final int EXACT = 1 << 16;

  private ServerNames() {}

  /** The length of the longest wildcard that covers the name, more for the name itself, else -1. */
  static int rank(List<String> names, String asked) {
    int best = -1;
    for (String name : names) {
      if (name.equals(asked)) {
        return EXACT;
      }
      if (name.startsWith("*.") && asked.endsWith(name.substring(1))) {
        best = Math.max(best, name.length());
      }
    }
    return best;
  }
}
