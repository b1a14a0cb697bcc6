package dev.lateen.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DenialsTest {
  private final Denials denials = new Denials();

  @Test
  void refusalCarriesItsStatusAndItsReason() {
    assertThat(denials.explain(7, "denied by denyall"))
        .isEqualTo(new Denials.Denial(403, "PERMISSION_DENIED:denied by denyall"));
  }

  @Test
  void numberThatGrpcDoesNotHaveIsAnUnknownError() {
    assertThat(denials.explain(99, "?")).isEqualTo(new Denials.Denial(500, "UNKNOWN:?"));
  }

  @Test
  void longMessageIsCut() {
    assertThat(denials.explain(7, "x".repeat(5000)).body())
        .hasSize("PERMISSION_DENIED:".length() + Denials.LONGEST_MESSAGE);
  }
}
