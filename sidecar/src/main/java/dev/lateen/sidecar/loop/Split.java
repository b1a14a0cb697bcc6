package dev.lateen.sidecar.loop;

/**
 * Chooses among weighted targets so that every 100 choices come within 5 of their share (TM-034),
 * whichever loops make them.
 */
public final class Split {
  private final Schedule schedule;
  private final Stripes stripes;

  /**
   * A split.
   *
   * @param weights 0 or more each, more than 0 in sum
   * @param loops how many event loops will ask
   */
  public Split(int[] weights, int loops) {
    schedule = new Schedule(weights);
    stripes = new Stripes(loops);
  }

  /** The index of the target for the next request of this loop (0..loops-1). */
  public int next(int loop) {
    long phase = (long) stripes.of(loop) * schedule.length() / stripes.count();
    return schedule.at(stripes.next(loop) + phase);
  }
}
