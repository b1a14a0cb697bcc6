package dev.lateen.operator.inject;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookSettingsTest {

  @Test
  void insideTheClusterTheServiceIsNamed() {
    // Given
    var settings = new WebhookSettings(15017, "0.0.0.0", Optional.empty());

    // Then
    assertThat(settings.url(15017, "/validate")).isEmpty();
    assertThat(settings.certificateRequest("mesh").dnsNames())
        .containsExactlyInAnyOrder("lateen-webhook.mesh.svc", "lateen-webhook.mesh", "*.mesh.svc");
    assertThat(settings.certificateRequest("mesh").addresses()).isEmpty();
  }

  @Test
  void outsideTheClusterTheHostIsNamedByNameOrAddress() {
    // Given
    var byAddress = new WebhookSettings(0, "127.0.0.1", Optional.of("10.1.2.3"));
    var byName = new WebhookSettings(0, "127.0.0.1", Optional.of("operator.example"));

    // Then
    assertThat(byAddress.url(4711, "/validate")).contains("https://10.1.2.3:4711/validate");
    assertThat(byAddress.certificateRequest("mesh").addresses()).containsExactly("10.1.2.3");
    assertThat(byName.certificateRequest("mesh").dnsNames()).contains("operator.example");
  }
}
