package dev.lateen.sidecar.upstream.balance;

import java.util.Arrays;

/**
 * Consistent hashing by a table (Eisenbud et al., "Maglev", NSDI 2016, 3.4), with weights as in
 * Envoy: a candidate takes its turn as often as its weight says.
 */
final class Maglev implements Chooser {
  private static final int FREE = -1;

  private final int[] table;

  Maglev(Candidate[] candidates, int tableSize) {
    table = new int[tableSize];
    Arrays.fill(table, FREE);
    fill(new Filler(candidates, tableSize));
  }

  private void fill(Filler filler) {
    int filled = 0;
    for (long turn = 1; filled < table.length; turn++) {
      for (int i = 0; i < filler.size() && filled < table.length; i++) {
        if (filler.takesTurn(i, turn)) {
          table[filler.next(i, table)] = i;
          filled++;
        }
      }
    }
  }

  @Override
  public int choose(long hash) {
    return table[(int) Long.remainderUnsigned(hash, table.length)];
  }

  /** Where each candidate wants to be next. */
  private static final class Filler {
    private final int tableSize;
    private final long[] places;
    private final long[] skips;
    private final long[] weights;
    private final long[] targets;
    private final long greatest;

    Filler(Candidate[] candidates, int tableSize) {
      this.tableSize = tableSize;
      int size = candidates.length;
      places = new long[size];
      skips = new long[size];
      weights = new long[size];
      targets = new long[size];
      for (int i = 0; i < size; i++) {
        String key = candidates[i].key();
        places[i] = Long.remainderUnsigned(XxHash64.hash(key), tableSize);
        skips[i] = Long.remainderUnsigned(XxHash64.hash(key, 1), tableSize - 1) + 1;
        weights[i] = candidates[i].weight();
      }
      greatest = Arrays.stream(weights).max().orElse(1);
    }

    int size() {
      return places.length;
    }

    boolean takesTurn(int candidate, long turn) {
      if (turn * weights[candidate] < targets[candidate]) {
        return false;
      }
      targets[candidate] += greatest;
      return true;
    }

    int next(int candidate, int[] table) {
      long place = places[candidate];
      while (table[(int) place] != FREE) {
        place = (place + skips[candidate]) % tableSize;
      }
      places[candidate] = (place + skips[candidate]) % tableSize;
      return (int) place;
    }
  }
}
