package dev.lateen.policy.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.policy.Denials;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PolicyExtensionTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication();

  @Inject Denials denials;

  @Test
  void applicationThatLoadsPolicyCanExplainRefusals() {
    assertThat(denials.explain(16, "no token").httpStatus()).isEqualTo(401);
  }
}
