package dev.lateen.sidecar.loop;

/**
 * Picks a share of requests evenly, by the additive recurrence of an irrational number: unlike
 * "every other request" it cannot fall into step with a {@link Split} or with another share of a
 * different step.
 */
public final class Share {
  /** Fractional part of the golden ratio. */
  public static final double GOLDEN = 0.618_033_988_749_894_9;

  /** Fractional part of the square root of two. */
  public static final double SILVER = 0.414_213_562_373_095_1;

  private final double share;
  private final double step;
  private final Stripes stripes;

  /**
   * A share.
   *
   * @param share 0..1
   * @param step an irrational number in 0..1, different for shares of the same requests
   * @param loops how many event loops will ask
   */
  public Share(double share, double step, int loops) {
    this.share = share;
    this.step = step;
    this.stripes = new Stripes(loops);
  }

  /** Whether the next request of this loop (0..loops-1) is in the share. */
  public boolean next(int loop) {
    if (share >= 1) {
      return true;
    }
    double position = stripes.next(loop) * step + (double) stripes.of(loop) / stripes.count();
    return position - Math.floor(position) < share;
  }
}
