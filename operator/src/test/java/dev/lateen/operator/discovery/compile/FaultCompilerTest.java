package dev.lateen.operator.discovery.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.crds.v1alpha1.HttpAbort;
import dev.lateen.crds.v1alpha1.HttpDelay;
import dev.lateen.crds.v1alpha1.HttpFault;
import io.envoyproxy.envoy.type.v3.FractionalPercent.DenominatorType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultCompilerTest {

  @Test
  void omittedPercentMeansAllCalls() {
    var fault = FaultCompiler.compile(new HttpFault(delay(null, "2s"), null)).orElseThrow();

    assertThat(fault.getDelay().getFixedDelay().getSeconds()).isEqualTo(2);
    assertThat(fault.getDelay().getPercentage().getNumerator()).isEqualTo(100);
    assertThat(fault.getDelay().getPercentage().getDenominator())
        .isEqualTo(DenominatorType.HUNDRED);
  }

  @Test
  void fractionsOfAPercentAreKept() {
    var fault = FaultCompiler.compile(new HttpFault(null, abort(0.05, 500))).orElseThrow();

    assertThat(fault.getAbort().getPercentage().getNumerator()).isEqualTo(500);
    assertThat(fault.getAbort().getPercentage().getDenominator())
        .isEqualTo(DenominatorType.MILLION);
    assertThat(fault.hasDelay()).isFalse();
  }

  @Test
  void noPercentOfCallsIsNoFault() {
    assertThat(FaultCompiler.compile(new HttpFault(delay(0.0, "1s"), abort(0.0, 500)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 199, 600})
  void statusNoResponseCanHaveIsLeftOut(int status) {
    assertThat(FaultCompiler.compile(new HttpFault(null, abort(100.0, status)))).isEmpty();
  }

  private static HttpDelay delay(Double percent, String fixed) {
    return new HttpDelay(percent, fixed, null, null);
  }

  private static HttpAbort abort(Double percent, int status) {
    return new HttpAbort(percent, status, null, null, null);
  }
}
