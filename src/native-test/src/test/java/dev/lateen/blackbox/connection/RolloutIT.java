package dev.lateen.blackbox.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.EnvoySide;
import dev.lateen.blackbox.mesh.Joined;
import dev.lateen.blackbox.mesh.Load;
import dev.lateen.blackbox.mesh.Member;
import dev.lateen.blackbox.mesh.NotThroughEnvoy;
import dev.lateen.blackbox.mesh.Rules;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.blackbox.mesh.ThroughEnvoy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Instances with sidecars come and go under load, and no request is lost. */
@ThroughEnvoy(EnvoySide.CALLER)
class RolloutIT {
  private static final String SHOP = "http://shop/";
  private static final int REQUESTS_PER_SECOND = 200;

  private final TestMesh mesh;

  RolloutIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @BeforeEach
  void makeAService() {
    mesh.additions()
        .service(
            "shop", "selector: {app: shop, ready: \"yes\"}", "ports: [{name: http, port: 80}]");
  }

  @Test
  @DisplayName("UA-06 TS-24 a roll-out from one instance to another and back loses no request")
  void aRollOutLosesNoRequest() throws Exception {
    // Given
    var old = join(member("v1"));
    mesh.awaitVersionsOf(SHOP, "v1");
    try (var load = Load.start(mesh.caller().outboundPort(), SHOP, REQUESTS_PER_SECOND)) {
      // When the new one comes and the old one goes
      var fresh = join(member("v2"));
      mesh.awaitVersionsOf(SHOP, "v1", "v2");
      retire(old, "v2");

      // And the next
      join(member("v3"));
      mesh.awaitVersionsOf(SHOP, "v2", "v3");
      retire(fresh, "v3");

      // Then
      var samples = load.stop();
      assertThat(samples).filteredOn(Load.Sample::lost).isEmpty();
      assertThat(samples).extracting(Load.Sample::version).contains("v1", "v2", "v3");
    }
  }

  @Test
  @NotThroughEnvoy("it tries another instance after a refused connection only where a rule says so")
  @DisplayName("UA-06 an instance that ends before anyone is told loses no request")
  void anInstanceThatEndsFirst() throws Exception {
    // Given
    var leaving = join(member("v1"));
    join(member("v2"));
    mesh.awaitVersionsOf(SHOP, "v1", "v2");
    try (var load = Load.start(mesh.caller().outboundPort(), SHOP, REQUESTS_PER_SECOND)) {
      // When its sidecar drains and ends while callers still know it
      mesh.programs().processes().stop(leaving.process());

      // Then
      mesh.awaitVersionsOf(SHOP, "v2");
      mesh.additions().leave(leaving);
      assertThat(load.stop()).filteredOn(Load.Sample::lost).isEmpty();
    }
  }

  @Test
  @DisplayName("UA-05 UA-06 rules that change while instances come and go lose no request")
  void rulesChangeMeanwhile() throws Exception {
    // Given
    var leaving = join(member("v1"));
    join(member("v2"));
    mesh.awaitVersionsOf(SHOP, "v1", "v2");
    try (var load = Load.start(mesh.caller().outboundPort(), SHOP, REQUESTS_PER_SECOND)) {
      // When
      mesh.apply(toVersion("v1"));
      mesh.apply(toVersion("v2"));
      retire(leaving, "v2");
      mesh.apply(toVersion("v2") + "  httpReqTimeout: {simpleTimeout: {timeout: 5s}}\n");
      mesh.programs().files().deleteRules();
      mesh.awaitVersionsOf(SHOP, "v2");

      // Then
      assertThat(load.stop()).filteredOn(Load.Sample::lost).isEmpty();
    }
  }

  /** As a platform does: into the service when the sidecar is ready. */
  private Joined join(Member member) {
    var joined = mesh.additions().join(member.label("ready", "\"no\""));
    mesh.additions().label(joined, "ready", "\"yes\"");
    return joined;
  }

  /** As a platform does: out of the service first, then the sidecar is asked to end. */
  private void retire(Joined member, String... left) {
    mesh.additions().leave(member);
    mesh.awaitVersionsOf(SHOP, left);
    mesh.programs().processes().stop(member.process());
  }

  private Member member(String version) {
    var application = mesh.additions().application(version);
    return Member.of("shop-" + version, "shop")
        .label("version", version)
        .port("http", application.port())
        .withSidecar();
  }

  private static String toVersion(String version) {
    return Rules.all(version).replace("name: reviews", "name: shop");
  }
}
