package dev.lateen.sidecar.stats;

/** Ejections of endpoints of a cluster. */
public final class OutlierCounters {
  /** Ejections so far. */
  public final Counter ejections = new Counter();

  /** Endpoints ejected now. */
  public final Counter ejected = new Counter();

  /** Ejections not made because too many endpoints were ejected. */
  public final Counter ejectionsOverflowed = new Counter();
}
