package dev.lateen.blackbox.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.MeshExtension;
import dev.lateen.blackbox.mesh.Rules;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.tour.mesh.ResourceState;
import dev.lateen.tour.process.Await;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rules that say what cannot be meant are refused with field, value and what to write instead. */
@ExtendWith(MeshExtension.class)
class RefusalsIT {
  private final TestMesh mesh;

  RefusalsIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @Test
  @DisplayName(
      "TM-024 GP-12 a header that is not named in lower case is refused with the name to write")
  void upperCaseNames() {
    assertThat(refusal("upper-case", "  match: {request: {headers: {Foo: {exact: bar}}}}\n"))
        .contains("Foo", "foo");
  }

  @Test
  @DisplayName("TM-026 an empty path is refused")
  void emptyPaths() {
    assertThat(refusal("empty-path", "  match: {request: {headers: {uri: {exact: \"\"}}}}\n"))
        .contains("uri");
  }

  @Test
  @DisplayName("TM-067 the slot for extensions is refused with the field to use instead")
  void extensions() {
    assertThat(
            refusal(
                "custom",
                "  httpReqTimeout: {custom: {a: b}}\n  httpReqRetries: {custom: {a: b}}\n"))
        .contains(
            "spec.httpReqTimeout.custom", "use simpleTimeout",
            "spec.httpReqRetries.custom", "use simpleRetry");
  }

  @Test
  @DisplayName("TM-015 a service written both whole and in parts is refused")
  void bothWaysOfWriting() {
    assertThat(
            refusalOf(
                "two-ways",
                Rules.ruleFor(
                    "{name: reviews, service: reviews.default.svc.cluster.local}",
                    "two-ways",
                    1,
                    "")))
        .contains("spec.destination");
  }

  @Test
  @DisplayName("TM-056 everything that is wrong is said at once")
  void everythingAtOnce() {
    assertThat(
            refusal(
                "all-wrong",
                """
                  httpFault: {delay: {percent: 101, fixedDelay: 0s}, abort: {httpStatus: 601}}
                  httpReqRetries: {simpleRetry: {attempts: -1}}
                """))
        .contains(
            "spec.httpFault.delay.percent",
            "spec.httpFault.delay.fixedDelay",
            "spec.httpFault.abort.httpStatus",
            "spec.httpReqRetries.simpleRetry.attempts");
  }

  /**
   * Why a rule is refused. Each has a name of its own, as what was said of one is kept for long.
   */
  private String refusal(String name, String rest) {
    return refusalOf(name, Rules.rule(name, 1, rest));
  }

  private String refusalOf(String name, String rule) {
    mesh.files().apply(rule);
    Await.until(
        "the refusal",
        TestMesh.TIMEOUT,
        () -> mesh.files().state("RouteRule", name).filter(ResourceState::rejected).isPresent());
    return mesh.files()
        .state("RouteRule", name)
        .flatMap(state -> state.condition("Accepted", "message"))
        .orElseThrow();
  }
}
