package dev.lateen.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.MeshExtension;
import dev.lateen.blackbox.mesh.Rules;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.tour.mesh.MeshFiles;
import dev.lateen.tour.mesh.ResourceState;
import dev.lateen.tour.process.Await;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A bad rule is refused with field, value and reason; the last good one stays live ("Done when" 4).
 */
@ExtendWith(MeshExtension.class)
class BadRulesIT {
  private static final String FILE = "routerule-default-reviews.yaml";

  private final TestMesh mesh;
  private final MeshFiles files;

  BadRulesIT(TestMesh mesh) {
    this.mesh = mesh;
    this.files = mesh.programs().files();
  }

  @BeforeEach
  void applyGoodRule() {
    mesh.apply(Rules.all("v2"));
  }

  @Test
  @DisplayName("TM-032 TM-056 weights that do not add up are refused")
  void weightsThatDoNotAddUpAreRefused() throws IOException {
    // When
    files.apply(Rules.split("v1", 50, "v3", 40));

    // Then
    assertThat(refusal().condition("Accepted", "message").orElseThrow())
        .contains("spec.route[1].weight: 40", "must add up to 100 (here 90)");
    assertLastGoodRuleIsLive();
  }

  @Test
  @DisplayName("TM-056 an unknown field is refused")
  void anUnknownFieldIsRefused() throws IOException {
    // When
    files.write(FILE, Rules.all("v1").replace("precedence", "precedense"));

    // Then
    assertThat(refusal().condition("Accepted", "message").orElseThrow())
        .contains("spec.precedense: 1", "no such field", "precedence");
    assertLastGoodRuleIsLive();
  }

  @Test
  void aFileThatDoesNotParseIsRefused() throws IOException {
    // When
    files.write(FILE, "kind: RouteRule\nmetadata: {name: [reviews\n");

    // Then
    assertThat(refusal().condition("Accepted", "message").orElseThrow()).contains("YAML");
    assertLastGoodRuleIsLive();
  }

  @Test
  void theNextGoodRuleTakesThePlaceOfABadOne() throws IOException {
    // Given
    files.apply(Rules.split("v1", 50, "v3", 40));
    refusal();

    // When
    mesh.apply(Rules.all("v3"));

    // Then
    assertThat(mesh.count(20, Map.of())).isEqualTo(Map.of("v3", 20));
  }

  private ResourceState refusal() {
    Await.until(
        "the refusal",
        TestMesh.TIMEOUT,
        () -> files.state("RouteRule", Rules.DEFAULT).filter(ResourceState::rejected).isPresent());
    return files.state("RouteRule", Rules.DEFAULT).orElseThrow();
  }

  private void assertLastGoodRuleIsLive() throws IOException {
    assertThat(mesh.count(50, Map.of())).isEqualTo(Map.of("v2", 50));
  }
}
