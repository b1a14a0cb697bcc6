package dev.lateen.sidecar.upstream.balance;

import dev.lateen.sidecar.model.LoadBalancing.SlowStart;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/** The weight of a candidate that may be new (TS-27): Envoy's formula. */
final class GrowingWeight implements ToDoubleFunction<Candidate> {
  private static final double PERCENT = 100;

  private final double windowNanos;
  private final double least;
  private final double exponent;
  private final LongSupplier nanoTime;

  GrowingWeight(SlowStart slowStart, LongSupplier nanoTime) {
    this.windowNanos = slowStart.window().toNanos();
    this.least = slowStart.minimumPercent() / PERCENT;
    this.exponent = 1 / slowStart.aggression();
    this.nanoTime = nanoTime;
  }

  @Override
  public double applyAsDouble(Candidate candidate) {
    double age = Math.max(1, nanoTime.getAsLong() - candidate.joinedAt());
    if (age >= windowNanos) {
      return candidate.weight();
    }
    double time = age / windowNanos;
    double grown = exponent == 1 ? time : Math.pow(time, exponent);
    return candidate.weight() * Math.max(least, grown);
  }
}
