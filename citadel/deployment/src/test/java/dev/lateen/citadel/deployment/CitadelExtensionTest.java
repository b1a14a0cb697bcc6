package dev.lateen.citadel.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.citadel.serving.SelfSignedAuthority;
import dev.lateen.citadel.serving.ServingRequest;
import io.quarkus.test.QuarkusUnitTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CitadelExtensionTest {

  @RegisterExtension
  static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication();

  @Inject SelfSignedAuthority authority;

  @Test
  void applicationThatLoadsCitadelCanIssueCertificates() {
    // Given
    var request = new ServingRequest("test", Set.of("localhost"), Set.of(), Duration.ofDays(1));

    // When
    var bundle = authority.issueServing(request);

    // Then
    assertThat(bundle.isDueForRenewal(Instant.now())).isFalse();
  }
}
