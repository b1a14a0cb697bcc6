package dev.lateen.operator.discovery.compile;

import io.envoyproxy.envoy.config.core.v3.RuntimeFractionalPercent;
import io.envoyproxy.envoy.type.v3.FractionalPercent;
import io.envoyproxy.envoy.type.v3.FractionalPercent.DenominatorType;

/** Shares of requests. */
final class Fractions {
  private static final int MILLIONTHS_PER_PERCENT = 10_000;

  private Fractions() {}

  /**
   * A share in percent.
   *
   * @param percent 0 to 100; exact to a millionth of the requests
   */
  static FractionalPercent percent(double percent) {
    if (percent == Math.rint(percent)) {
      return FractionalPercent.newBuilder()
          .setNumerator((int) percent)
          .setDenominator(DenominatorType.HUNDRED)
          .build();
    }
    return FractionalPercent.newBuilder()
        .setNumerator((int) Math.round(percent * MILLIONTHS_PER_PERCENT))
        .setDenominator(DenominatorType.MILLION)
        .build();
  }

  /** A share in percent, where Envoy could be told another one while it runs. */
  static RuntimeFractionalPercent ofRuntime(double percent) {
    return RuntimeFractionalPercent.newBuilder().setDefaultValue(percent(percent)).build();
  }
}
