package dev.lateen.blackbox;

import dev.lateen.blackbox.mesh.Load;
import java.util.ArrayList;
import java.util.List;

/** Which version a rule demanded when. Written by one thread, read after it has ended. */
final class RuleHistory {
  private final List<Entry> entries = new ArrayList<>();

  /** A rule is about to be written. */
  void write(String version) {
    entries.add(new Entry(version, System.nanoTime(), Long.MAX_VALUE));
  }

  /** The rule written last is live everywhere. */
  void live() {
    var last = entries.removeLast();
    entries.add(new Entry(last.version(), last.written(), System.nanoTime()));
  }

  /** Whether an answer is one of a rule that may have been in force while it was under way. */
  boolean allows(Load.Sample sample) {
    for (int i = 0; i < entries.size(); i++) {
      var entry = entries.get(i);
      boolean replaced = i + 1 < entries.size() && entries.get(i + 1).live() < sample.sent();
      if (!replaced
          && entry.written() < sample.received()
          && entry.version().equals(sample.version())) {
        return true;
      }
    }
    return false;
  }

  /** A rule: when it was written, and when it was known to be live everywhere. */
  private record Entry(String version, long written, long live) {}
}
