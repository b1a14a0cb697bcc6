package dev.lateen.crds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lateen.crds.v1alpha1.IstioService;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostnamesTest {
  @Test
  void shortNameGetsTheNamespaceOfTheRuleAndTheDefaultDomain() {
    var service = new IstioService("reviews", null, null, null, Map.of());

    assertThat(Hostnames.of(service, "bookinfo")).isEqualTo("reviews.bookinfo.svc.cluster.local");
  }

  @Test
  void namedNamespaceAndDomainGoFirst() {
    var service = new IstioService("reviews", "staging", "example.com", null, Map.of());

    assertThat(Hostnames.of(service, "bookinfo", "mesh.local"))
        .isEqualTo("reviews.staging.example.com");
  }

  @Test
  void fullNameStandsAsItIs() {
    var service = new IstioService(null, null, null, "*.example.com", Map.of());

    assertThat(Hostnames.of(service, "bookinfo")).isEqualTo("*.example.com");
  }

  @Test
  void referenceWithoutAnyNameIsRefused() {
    var service = new IstioService(null, null, null, null, Map.of());

    assertThatThrownBy(() -> Hostnames.of(service, "bookinfo"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
