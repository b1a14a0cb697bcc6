package dev.lateen.blackbox.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.tour.mesh.FreePorts;
import dev.lateen.tour.mesh.LocalMesh;
import dev.lateen.tour.mesh.Programs;
import dev.lateen.tour.mesh.RuleChange;
import dev.lateen.tour.mesh.Topology;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The whole sample application, through the ingress gateway, with all its calls under STRICT. */
class BookinfoIT {
  private static final String STRICT =
      """
      apiVersion: lateen.dev/v1alpha1
      kind: Policy
      metadata: {name: identity}
      spec: {mutualTls: {mode: STRICT}}
      """;

  @Test
  @DisplayName(
      "AU-010 AU-011 TS-08 TM-122 the pages of Bookinfo come where every call must prove its"
          + " identity")
  void pagesComeUnderStrict() throws Exception {
    // Given
    var ports = new FreePorts(RandomGenerator.getDefault());
    try (var mesh =
        LocalMesh.create(Programs.built(System.getenv()), Topology.bookinfo(ports), true)) {
      mesh.start(_ -> {});

      // When
      var live = new RuleChange(mesh.files(), TestMesh.TIMEOUT).apply(STRICT);

      // Then
      assertThat(live.proxies()).isEqualTo("6/6");
      for (int i = 0; i < 9; i++) {
        var page = mesh.probe().get(mesh.page());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Reviewer1").doesNotContain("Error", "unavailable");
      }
    }
  }
}
