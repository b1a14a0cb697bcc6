package dev.lateen.olm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.olm.check.BundleCheck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BundleTest {
  private static final Release RELEASE =
      new Release("0.2.0", "quay.io/lateen/", "2026-01-02T03:04:05Z", Optional.of("0.1.0"));
  private static final Bundle BUNDLE = Bundle.of(RELEASE);
  private static final JsonNode CSV = BUNDLE.yaml(Bundle.CSV);
  private static final JsonNode INSTALL = CSV.at("/spec/install/spec");

  @Test
  void nothingIsWrongWithIt() {
    assertThat(BundleCheck.findings(BUNDLE)).isEmpty();
    assertThat(
            BundleCheck.findings(
                Bundle.of(new Release("0.1.0", "localhost/", RELEASE.created(), Optional.empty()))))
        .isEmpty();
  }

  @Test
  void rightsAndDeploymentAreThoseOfTheInstallation() {
    // Given
    Installation installation = Installation.of(RELEASE);
    JsonNode deployment = installation.only("Deployment");

    // Then
    assertThat(INSTALL.at("/clusterPermissions/0/rules"))
        .isEqualTo(installation.bound("ClusterRole").path("rules"));
    assertThat(INSTALL.at("/permissions/0/rules"))
        .isEqualTo(installation.bound("Role").path("rules"));
    assertThat(INSTALL.at("/deployments/0/spec")).isEqualTo(deployment.path("spec"));
    assertThat(deployment.path("spec").toString()).doesNotContain("lateen-system");
  }

  @Test
  void roleThatIsBoundToNobodyIsInstalledAllTheSame() {
    // When
    JsonNode role = BUNDLE.yaml("manifests/lateen-identity-secrets.clusterrole.yaml");

    // Then
    assertThat(role.at("/rules/0/resources/0").asText()).isEqualTo("secrets");
    assertThat(INSTALL.at("/clusterPermissions").toString()).doesNotContain("secrets");
  }

  @Test
  void everyImageIsOfTheRegistryOfTheRelease() {
    assertThat(BUNDLE.files().values()).noneMatch(text -> text.contains("localhost/lateen"));
    assertThat(CSV.at("/spec/relatedImages").findValuesAsText("image"))
        .containsExactly(
            "quay.io/lateen/lateen-operator:0.2.0", "quay.io/lateen/lateen-sidecar:0.2.0");
  }

  @Test
  void fieldsOfTheMeshHaveTheirWidgets() {
    // When
    Map<String, String> widgets = new HashMap<>();
    CSV.at("/spec/customresourcedefinitions/owned/0/specDescriptors")
        .forEach(d -> widgets.put(d.path("path").asText(), d.path("x-descriptors").toString()));

    // Then
    assertThat(widgets.get("sidecar.holdApplication"))
        .contains("fieldGroup:sidecar", "booleanSwitch");
    assertThat(widgets.get("profile")).contains("select:default", "select:minimal");
    assertThat(widgets.get("sidecar.resources")).contains("resourceRequirements");
    assertThat(widgets.get("gateways.ingress.replicas")).contains("number");
  }

  @ParameterizedTest
  @CsvSource({
    "manifests/lateen.clusterserviceversion.yaml, 'name: lateen.v0.2.0', 'name: lateen', must be lateen.v0.2.0",
    "manifests/lateen.clusterserviceversion.yaml, 'version: 0.2.0', 'version: two', is no semantic version",
    "manifests/lateen.clusterserviceversion.yaml, 'replaces: lateen.v0.1.0', 'other: x', olm.skipRange",
    "manifests/lateen.clusterserviceversion.yaml, 'mediatype: image/svg+xml', 'mediatype: text/plain', must be one image",
    "manifests/lateen.clusterserviceversion.yaml, 'project@lateen.dev', 'somebody', address of mail",
    "manifests/lateen.clusterserviceversion.yaml, 'https://spiffe.io', 'spiffe', https URL",
    "manifests/lateen.clusterserviceversion.yaml, 'Networking, Security', 'Networks', not of",
    "manifests/lateen.clusterserviceversion.yaml, 'Basic Install', 'Everything', not [",
    "manifests/lateen.clusterserviceversion.yaml, 'type: OwnNamespace', 'type: AllNamespaces', of each of",
    "manifests/lateen.clusterserviceversion.yaml, '- tokenreviews', '- \"*\"', a wildcard",
    "manifests/lateen.clusterserviceversion.yaml, 'image: quay.io/lateen/lateen-operator:0.2.0', 'image: other', lacks",
    "manifests/lateen.clusterserviceversion.yaml, 'path: sidecar.image', 'path: sidecar.picture', which is no field",
    "manifests/lateen.clusterserviceversion.yaml, 'kind: RouteRule', 'kind: Rule', has another kind",
    "manifests/lateen.clusterserviceversion.yaml, 'STRICT', 'STRICTER', STRICTER",
    "manifests/lateen.clusterserviceversion.yaml, 'minKubeVersion: 1.29.0', 'minKubeVersion: new', is no semantic version",
    "manifests/lateen.clusterserviceversion.yaml, 'serviceAccountName: lateen-operator', 'serviceAccountName: other', no deployment runs as",
    "manifests/policies.lateen.dev.crd.yaml, 'name: policies.lateen.dev', 'name: other.lateen.dev', has no file in the bundle",
    "metadata/annotations.yaml, 'package.v1: lateen', 'package.v1: Lateen', write [",
    "bundle.Dockerfile, 'channels.v1=alpha', 'channels.v1=beta', lacks LABEL",
    "tests/scorecard/config.yaml, 'suite: basic', 'sweet: basic', every test needs",
  })
  void whatACatalogueWouldRefuseIsFound(String file, String from, String to, String reason) {
    // Given
    var files = new HashMap<>(BUNDLE.files());
    assertThat(files.get(file)).contains(from);
    files.computeIfPresent(file, (_, text) -> text.replaceFirst(Pattern.quote(from), to));

    // Then
    assertThat(BundleCheck.findings(new Bundle(files)))
        .anySatisfy(finding -> assertThat(finding.toString()).contains(reason));
  }

  @Test
  void fileThatIsNotThereIsFound() {
    assertThat(BundleCheck.findings(new Bundle(Map.of())))
        .extracting(Object::toString)
        .contains(Bundle.CSV + ": is missing", Bundle.ANNOTATIONS + ": is missing");
  }

  @Test
  void programMakesAndChecks(@TempDir Path folder) throws IOException {
    // When
    Result made = run("make", folder.toString(), "--replaces", "0.0.9");
    Result good = run("check", folder.toString());
    Files.delete(folder.resolve(Bundle.SCORECARD));
    Result bad = run("check", folder.toString());

    // Then
    assertThat(made.exitCode()).isZero();
    assertThat(good).isEqualTo(new Result(0, ""));
    assertThat(bad.exitCode()).isEqualTo(1);
    assertThat(bad.out()).contains("tests/scorecard/config.yaml: is missing");
  }

  private static Result run(String... arguments) {
    var out = new ByteArrayOutputStream();
    int exitCode = BundleProgram.run(new PrintStream(out, true, StandardCharsets.UTF_8), arguments);
    return new Result(exitCode, out.toString(StandardCharsets.UTF_8));
  }

  private record Result(int exitCode, String out) {}
}
