package dev.lateen.operator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.crds.v1alpha1.MutualTls;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RuleRevisionTest {
  private static final RuleKey KEY = new RuleKey("Policy", "default", "strict");

  @Test
  @DisplayName("replicas call one revision the same, also where its spec has words of a fixed list")
  void theSameInEveryProcess() {
    // Given
    var spec = new MutualTls(MutualTls.Mode.STRICT, Map.of());
    // When
    int fingerprint = RuleRevision.of(KEY, 1, spec).fingerprint();
    // Then
    assertThat(fingerprint).isEqualTo("MutualTls[mode=STRICT, ports={}]".hashCode());
  }
}
