package dev.lateen.sidecar.upstream.balance;

import java.util.random.RandomGenerator;

/** One after the other, beginning anywhere so that event loops and proxies do not go in step. */
final class Turns implements Chooser {
  private final int size;
  private int next;

  Turns(int size, RandomGenerator random) {
    this.size = size;
    this.next = random.nextInt(size);
  }

  @Override
  public int choose(long hash) {
    int chosen = next;
    next = chosen + 1 == size ? 0 : chosen + 1;
    return chosen;
  }
}
