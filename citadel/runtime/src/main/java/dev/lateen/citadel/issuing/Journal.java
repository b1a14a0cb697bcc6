package dev.lateen.citadel.issuing;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;

/**
 * What was issued and has not expired. An entry is kept before its certificate is handed out, so
 * that there is no certificate nobody knows of. Safe for use by many threads.
 */
public final class Journal {
  private static final int LEAST = 1_024;

  private final JournalStore store;
  private final Map<String, JournalEntry> bySerial = new LinkedHashMap<>();
  private int fullAt = LEAST;

  /** Reads what was kept. */
  public Journal(JournalStore store) {
    this.store = store;
    store.load().forEach(this::learn);
    store.follow(this::learn);
  }

  /** Somebody has kept an entry. */
  private synchronized void learn(JournalEntry entry) {
    bySerial.putIfAbsent(entry.serial(), entry);
  }

  /**
   * Keeps an entry.
   *
   * @throws IllegalStateException when its serial number has been given before
   */
  synchronized void record(JournalEntry entry, Instant now) {
    if (bySerial.containsKey(entry.serial())) {
      throw new IllegalStateException("serial " + entry.serial() + " has been issued before");
    }
    store.append(entry, now);
    bySerial.put(entry.serial(), entry);
    if (bySerial.size() >= fullAt) {
      forget(now);
    }
  }

  /** Looks through all only when there are twice as many as were left the last time. */
  private void forget(Instant now) {
    bySerial.values().removeIf(old -> old.expiry().isBefore(now));
    fullAt = Math.max(LEAST, 2 * bySerial.size());
  }

  /** The certificate with this serial number. */
  public synchronized Optional<JournalEntry> find(String serial) {
    return Optional.ofNullable(bySerial.get(serial));
  }

  /** What holds at this time and fits. */
  public synchronized List<JournalEntry> unexpired(Instant now, Predicate<JournalEntry> fits) {
    return bySerial.values().stream()
        .filter(entry -> !entry.expiry().isBefore(now))
        .filter(fits)
        .toList();
  }

  /** Of each instance the last that was issued to it, where it holds at this time. */
  public synchronized List<JournalEntry> inUse(Instant now) {
    Map<String, JournalEntry> last = new HashMap<>();
    bySerial
        .values()
        .forEach(
            entry ->
                last.merge(
                    entry.identity() + " " + entry.instance(),
                    entry,
                    BinaryOperator.maxBy(Comparator.comparing(JournalEntry::issuedAt))));
    return last.values().stream().filter(entry -> !entry.expiry().isBefore(now)).toList();
  }
}
