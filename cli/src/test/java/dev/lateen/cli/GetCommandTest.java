package dev.lateen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GetCommandTest {
  @TempDir private Path folder;
  private MeshDirectoryFixture mesh;

  @BeforeEach
  void writeMesh() {
    mesh = new MeshDirectoryFixture(folder);
    mesh.write("rules.yaml", MeshDirectoryFixture.ALL_TO_V1);
    mesh.write(
        "other.yml",
        """
        apiVersion: lateen.dev/v1alpha1
        kind: RouteRule
        metadata: {name: partner, namespace: shop}
        spec:
          destination: {service: api.example.com}
          httpReqTimeout: {simpleTimeout: {timeout: 5s}}
        ---
        apiVersion: lateen.dev/v1alpha1
        kind: DestinationPolicy
        metadata: {name: reviews}
        spec:
          destination: {name: reviews}
          loadBalancing: {name: LEAST_CONN}
        """);
    mesh.status(
        "RouteRule",
        "reviews",
        """
        conditions:
          - {type: Accepted, status: "True", reason: Valid}
          - {type: Ready, status: "True", reason: Live}
        live: 7/7
        observedGeneration: 1
        """);
  }

  @Test
  void showsTheColumnsOfTheDefinitionWithTheStatusOfTheOperator() {
    assertThat(mesh.terminal().run("get", "routerules").out())
        .isEqualTo(
            """
            NAME      DESTINATION   PRECEDENCE   READY   REASON   LIVE   AGE
            reviews   reviews       1            True    Live     7/7    5m
            """);
  }

  @Test
  void showsEveryNamespace() {
    assertThat(mesh.terminal().run("get", "rr", "-A").out())
        .isEqualTo(
            """
            NAMESPACE   NAME      DESTINATION       PRECEDENCE   READY   REASON   LIVE   AGE
            default     reviews   reviews           1            True    Live     7/7    5m
            shop        partner   api.example.com                                        5m
            """);
  }

  @Test
  void showsSeveralKindsWithTheirLabels() {
    assertThat(mesh.terminal().run("get", "all").out())
        .isEqualTo(
            """
            NAME                           DESTINATION   PRECEDENCE   READY   REASON   LIVE   AGE
            routerule.lateen.dev/reviews   reviews       1            True    Live     7/7    5m

            NAME                                   DESTINATION   BALANCING    READY   REASON   LIVE   AGE
            destinationpolicy.lateen.dev/reviews   reviews       LEAST_CONN                           5m
            """);
  }

  @Test
  void showsOneResourceAsYaml() {
    assertThat(mesh.terminal().run("get", "routerule", "reviews", "-o", "yaml").out())
        .isEqualTo(
            """
            apiVersion: lateen.dev/v1alpha1
            kind: RouteRule
            metadata:
              name: reviews
              namespace: default
              creationTimestamp: 2026-03-01T11:55:00Z
            spec:
              destination:
                name: reviews
              precedence: 1
              route:
                - labels:
                    version: v1
            status:
              conditions:
                - type: Accepted
                  status: "True"
                  reason: Valid
                - type: Ready
                  status: "True"
                  reason: Live
              live: 7/7
              observedGeneration: 1
            """);
  }

  @Test
  void showsJsonAsAListUnlessOneNameIsGiven() {
    assertThat(mesh.terminal().run("get", "rr", "-o", "json").out())
        .startsWith("{\n  \"apiVersion\" : \"v1\",\n  \"kind\" : \"List\"");
    assertThat(mesh.terminal().run("get", "rr", "reviews", "-o", "json").out())
        .startsWith("{\n  \"apiVersion\" : \"lateen.dev/v1alpha1\"");
  }

  @Test
  void showsNamesOnly() {
    assertThat(mesh.terminal().run("get", "rr,dp", "-o", "short").out())
        .isEqualTo("routerule.lateen.dev/reviews\ndestinationpolicy.lateen.dev/reviews\n");
  }

  @Test
  void whatItShowsAsYamlCanBeAppliedAgain() {
    // Given
    var shown = mesh.terminal().run("get", "rr,dp", "-o", "yaml").out();

    // When
    var applied = mesh.terminal().typing(shown).run("apply", "-f", "-");

    // Then
    assertThat(applied.err()).isEmpty();
    assertThat(applied.out())
        .isEqualTo(
            "routerule.lateen.dev/reviews unchanged\n"
                + "destinationpolicy.lateen.dev/reviews unchanged\n");
  }

  @Test
  void saysThatThereIsNothing() {
    // When
    var result = mesh.terminal().run("get", "egressrules");

    // Then
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).isEqualTo("No resources found in default namespace.\n");
  }

  @Test
  void failsForANameThatIsNotThere() {
    // When
    var result = mesh.terminal().run("get", "rr", "none");

    // Then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).isEqualTo("error: routerules.lateen.dev \"none\" not found\n");
  }

  @Test
  void namesTheKindsForAWordThatIsNone() {
    // When
    var result = mesh.terminal().run("get", "virtualservice");

    // Then
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .startsWith(
            "kind: \"virtualservice\": no such kind; write one of servicemeshes, routerules");
  }
}
