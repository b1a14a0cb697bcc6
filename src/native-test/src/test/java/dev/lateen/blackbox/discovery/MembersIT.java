package dev.lateen.blackbox.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.EnvoySide;
import dev.lateen.blackbox.mesh.Load;
import dev.lateen.blackbox.mesh.Member;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.blackbox.mesh.ThroughEnvoy;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Instances that join and leave. */
@ThroughEnvoy(EnvoySide.CALLER)
class MembersIT {
  private static final String SHOP = "http://shop/";

  private final TestMesh mesh;

  MembersIT(TestMesh mesh) {
    this.mesh = mesh;
  }

  @BeforeEach
  void makeAService() {
    mesh.additions().service("shop", "selector: {app: shop}", "ports: [{name: http, port: 80}]");
  }

  @Test
  @DisplayName(
      "TM-142 TM-140 UA-06 pools follow the instances that come and go, and no request is lost")
  void poolsFollowTheInstances() throws Exception {
    // Given
    var first = mesh.additions().join(member("v1"));
    mesh.awaitAnswer(SHOP, answer -> answer.version().equals("v1"));
    try (var load = Load.start(mesh.caller().outboundPort(), SHOP, 100)) {
      // When
      mesh.additions().join(member("v2"));
      mesh.additions().join(member("v3"));

      // Then
      mesh.awaitVersionsOf(SHOP, "v1", "v2", "v3");

      // When
      mesh.additions().leave(first);

      // Then
      mesh.awaitVersionsOf(SHOP, "v2", "v3");
      assertThat(load.stop()).filteredOn(Load.Sample::lost).isEmpty();
    }
  }

  @Test
  @DisplayName("TM-152 instances of all zones are called alike unless a policy says otherwise")
  void zonesDoNotMatterByThemselves() throws IOException {
    // Given
    mesh.additions().join(member("v1").with("locality: {region: r1, zone: z1}"));
    mesh.additions().join(member("v2").with("locality: {region: r2, zone: z2}"));

    // When
    mesh.awaitVersionsOf(SHOP, "v1", "v2");

    // Then
    assertThat(mesh.count(20, SHOP, Map.of())).isEqualTo(Map.of("v1", 10, "v2", 10));
  }

  @Test
  @DisplayName("TM-166 an instance may belong to several services")
  void anInstanceOfTwoServices() {
    // Given
    mesh.additions().service("store", "selector: {tier: shop}", "ports: [{name: http, port: 80}]");

    // When
    mesh.additions().join(member("v1").label("tier", "shop"));

    // Then
    mesh.awaitVersionsOf(SHOP, "v1");
    mesh.awaitVersionsOf("http://store/", "v1");
  }

  @Test
  @DisplayName("TM-068 a service without instances is answered with 503")
  void noInstance() {
    mesh.awaitAnswer(SHOP, answer -> answer.status() == 503);
  }

  private Member member(String version) {
    var application = mesh.additions().application(version);
    return Member.of("shop-" + version, "shop")
        .label("version", version)
        .port("http", application.port());
  }
}
