package dev.lateen.sidecar.model;

/**
 * A share of requests (xDS {@code FractionalPercent}).
 *
 * @param value 0.0 (none) to 1.0 (all)
 */
public record Fraction(double value) {
  /** All. */
  public static final Fraction ALL = new Fraction(1);

  /** Checks the range. */
  public Fraction {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("fraction " + value + " is not in 0..1");
    }
  }

  /** Of a percentage, 0 to 100. */
  public static Fraction percent(double percent) {
    return new Fraction(percent / 100);
  }
}
