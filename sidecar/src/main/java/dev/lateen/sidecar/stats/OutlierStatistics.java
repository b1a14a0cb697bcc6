package dev.lateen.sidecar.stats;

/**
 * {@link OutlierCounters}, added up over the event loops.
 *
 * @param ejections ejections so far
 * @param ejected endpoints ejected now
 * @param ejectionsOverflowed ejections not made because too many endpoints were ejected
 */
public record OutlierStatistics(long ejections, long ejected, long ejectionsOverflowed) {}
