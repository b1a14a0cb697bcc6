package dev.lateen.blackbox.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.blackbox.mesh.Member;
import dev.lateen.blackbox.mesh.TestMesh;
import dev.lateen.blackbox.mesh.WithIdentities;
import dev.lateen.tour.mesh.Instance;
import dev.lateen.tour.process.Await;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Identities from the built operator to the built sidecars, and what they do with them. */
@WithIdentities
class IdentityIT {
  private static final String CALLER = "spiffe://cluster.local/ns/default/sa/bookinfo-productpage";

  private final SecuredMesh secured;
  private final TestMesh mesh;

  IdentityIT(TestMesh mesh) {
    this.mesh = mesh;
    this.secured = new SecuredMesh(mesh);
  }

  @Test
  @DisplayName(
      "TS-08 TS-11 AU-010 AU-011 AU-014 STRICT lets sidecars in and callers without one not")
  void strictLetsSidecarsInAndOthersNot() throws Exception {
    // Given
    secured.awaitPlaintext(SecuredMesh.OK);

    // When
    secured.demand("STRICT");

    // Then
    assertThat(mesh.count(30, Map.of()).values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(30);
  }

  @Test
  @DisplayName("AU-017 TS-08 one port of one workload may be open where the mesh is STRICT")
  void onePortMayBeOpen() {
    // Given
    secured.demand("STRICT");

    // When
    mesh.additions()
        .write(
            """
            apiVersion: lateen.dev/v1alpha1
            kind: Policy
            metadata: {name: open-port}
            spec:
              selector: {labels: {app: reviews, version: v1}}
              mutualTls: {ports: {"%d": {mode: PERMISSIVE}}}
            """
                .formatted(mesh.reviews().getFirst().applicationPort()));

    // Then
    secured.awaitPlaintext(SecuredMesh.OK);
    mesh.awaitVersions("v1", "v2", "v3");
  }

  @Test
  @DisplayName("AU-010 PO-098 the access log says who proved to be at either end")
  void accessLogNamesThePeers() {
    // Given
    secured.demand("STRICT");

    // When
    mesh.additions().settings("telemetry: {accessLog: JSON}");

    // Then
    var callee = mesh.reviews().getFirst();
    var proved = "spiffe://cluster.local/ns/default/sa/bookinfo-";
    Await.until(
        "both principals in the logs",
        TestMesh.TIMEOUT,
        () -> {
          mesh.awaitAnswer(TestMesh.REVIEWS, answer -> answer.status() == 200);
          return told(mesh.caller(), "destination_principal", proved + "reviews")
              && told(callee, "source_principal", proved + "productpage");
        });
  }

  private boolean told(Instance instance, String attribute, String principal) {
    var entry = "\"%s\":\"%s\"".formatted(attribute, principal);
    return secured.log(instance.sidecarProcess()).stream().anyMatch(line -> line.contains(entry));
  }

  @Test
  @DisplayName(
      "AU-014 TS-08 under STRICT a sidecar without an identity takes no call, and the policy says"
          + " why")
  void sidecarWithoutAnIdentityTakesNoCall() {
    // Given
    var shop = mesh.additions().application("shop");
    mesh.additions().service("shop", "selector: {app: shop}", "ports: [{name: http, port: 80}]");
    var joined =
        mesh.additions()
            .join(
                Member.of("shop-v1", "shop")
                    .port("http", shop.port())
                    .withSidecar()
                    .setting("LATEEN_CA_ADDRESS", ""));
    int port = joined.inboundPorts().get("http");
    Await.until("an open port", TestMesh.TIMEOUT, () -> App.asks(port, "/"));

    // When
    secured.demand("STRICT");

    // Then
    assertThat(App.asks(port, "/")).isFalse();
    assertThat(shop.received()).isNotEmpty();
    var status = mesh.files().state("Policy", "identity").orElseThrow();
    assertThat(status.condition("Ready", "reason")).contains("IdentityMissing");
    assertThat(status.condition("Ready", "message").orElseThrow()).contains("default/shop-v1");
  }

  @Test
  @DisplayName(
      "GP-06 a revoked caller is cut off, it is told why, and it comes back with a new certificate"
          + " once it is trusted again")
  void revokedCallerIsCutOff() throws Exception {
    // Given
    secured.demand("STRICT");
    long before = secured.refusals("revoked");
    try {
      // When
      secured.identity("revoked: [\"" + CALLER + "\"]");

      // Then
      mesh.awaitAnswer(TestMesh.REVIEWS, answer -> answer.status() == 503);
      Await.until(
          "the refusal in log and metric",
          TestMesh.TIMEOUT,
          () -> {
            mesh.awaitAnswer(TestMesh.REVIEWS, answer -> answer.status() == 503);
            return secured.refusals("revoked") > before && secured.toldOf("revoked");
          });
    } finally {
      secured.identity("");
      mesh.programs().processes().stop(mesh.caller().sidecarProcess());
      mesh.programs().startSidecar(mesh.caller());
      mesh.programs().awaitSidecar(mesh.caller().name());
    }
    mesh.awaitVersions("v1", "v2", "v3");
  }
}
