package dev.lateen.sidecar.upstream.balance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Consistent hashing on a ring, built as Envoy builds it: a candidate has as many entries as its
 * weight asks for, each at the hash of {@code <key>_<number>}.
 */
final class RingHash implements Chooser {
  private final long[] hashes;
  private final int[] owners;

  private record Entry(long hash, int owner) {}

  RingHash(Candidate[] candidates, long minSize, long maxSize) {
    List<Entry> entries = entries(candidates, minSize, maxSize);
    entries.sort(
        Comparator.comparing(Entry::hash, Long::compareUnsigned).thenComparingInt(Entry::owner));
    hashes = entries.stream().mapToLong(Entry::hash).toArray();
    owners = entries.stream().mapToInt(Entry::owner).toArray();
  }

  private static List<Entry> entries(Candidate[] candidates, long minSize, long maxSize) {
    double total = 0;
    double least = Double.MAX_VALUE;
    for (Candidate candidate : candidates) {
      total += candidate.weight();
      least = Math.min(least, candidate.weight());
    }
    double share = least / total;
    double scale = Math.min(Math.ceil(share * minSize) / share, maxSize);
    List<Entry> entries = new ArrayList<>();
    double target = 0;
    for (int i = 0; i < candidates.length; i++) {
      target += scale * candidates[i].weight() / total;
      for (int number = 0; entries.size() < target; number++) {
        entries.add(new Entry(XxHash64.hash(candidates[i].key() + "_" + number), i));
      }
    }
    return entries;
  }

  /** The owner of the first entry at or after the hash. */
  @Override
  public int choose(long hash) {
    int low = 0;
    int high = hashes.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(hashes[middle], hash) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return owners[low == hashes.length ? 0 : low];
  }
}
