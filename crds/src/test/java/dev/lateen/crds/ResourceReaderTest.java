package dev.lateen.crds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.crds.v1alpha1.EgressRule;
import dev.lateen.crds.v1alpha1.RouteRule;
import dev.lateen.crds.v1alpha1.StringMatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceReaderTest {
  private static final String RULE =
      """
      apiVersion: lateen.dev/v1alpha1
      kind: RouteRule
      metadata: {name: reviews, namespace: bookinfo}
      spec:
        destination: {name: reviews}
        match: {request: {headers: {end-user: jason, uri: {prefix: /reviews}}}}
        httpFault: {delay: {fixedDelay: 2s}}
        route:
        - labels: {version: v2}
      """;

  @Test
  void documentsOfEveryGroupAreReadInOrderAndCounted() {
    // Given
    var text =
        RULE
            + """
            ---
            # nothing here
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: reviews}
            ---
            {"apiVersion": "lateen.dev/v1alpha1", "kind": "EgressRule", "metadata": {"name": "httpbin"},
             "spec": {"destination": {"service": "httpbin.org"}, "ports": [{"port": 80, "protocol": "http"}]}}
            """;

    // When
    var documents = ResourceReader.read("mesh.yaml", text);

    // Then
    assertThat(documents)
        .extracting(document -> document.origin().number())
        .containsExactly(1, 3, 4);
    assertThat(documents.get(0))
        .isInstanceOfSatisfying(
            Document.Accepted.class,
            document -> assertThat(document.resource()).isInstanceOf(RouteRule.class));
    assertThat(documents.get(1)).isInstanceOf(Document.Foreign.class);
    assertThat(documents.get(2))
        .isInstanceOfSatisfying(
            Document.Accepted.class,
            document -> assertThat(document.resource()).isInstanceOf(EgressRule.class));
  }

  @Test
  void ruleIsReadWithItsDefaults() {
    // When
    var rule = (RouteRule) accepted(RULE).resource();

    // Then
    var spec = rule.getSpec();
    assertThat(rule.getMetadata().getNamespace()).isEqualTo("bookinfo");
    assertThat(spec.match().request().headers())
        .containsEntry("end-user", StringMatch.exact("jason"))
        .containsEntry("uri", StringMatch.prefix("/reviews"));
    assertThat(spec.httpFault().delay().percent()).isEqualTo(100.0);
    assertThat(spec.route().getFirst().labels()).containsEntry("version", "v2");
    assertThat(spec.appendHeaders()).isEmpty();
    assertThat(spec.redirect()).isNull();
  }

  @Test
  void errorsNameFileDocumentFieldValueAndFix() {
    // Given
    var text = "kind: Nothing\n---\n" + RULE.replace("fixedDelay: 2s", "fixedDelai: 2s");

    // When
    var documents = ResourceReader.read("mesh.yaml", text);

    // Then
    assertThat(documents)
        .flatExtracting(document -> ((Document.Refused) document).messages())
        .containsExactly(
            "mesh.yaml: document 1: apiVersion: is missing: set it",
            "mesh.yaml: document 2: spec.httpFault.delay.fixedDelai: \"2s\": no such field; did you"
                + " mean fixedDelay?",
            "mesh.yaml: document 2: spec.httpFault.delay.fixedDelay: is missing: set it to a"
                + " duration such as 5s");
  }

  @Test
  void textThatIsNotYamlIsReportedAfterTheDocumentsBeforeIt() {
    // When
    var documents = ResourceReader.read("mesh.yaml", RULE + "---\nkind: [RouteRule\n");

    // Then
    assertThat(documents).hasSize(2);
    assertThat(documents.getFirst()).isInstanceOf(Document.Accepted.class);
    assertThat(((Document.Refused) documents.getLast()).messages())
        .singleElement()
        .asString()
        .startsWith("mesh.yaml: document 2: is not YAML or JSON: ")
        .contains("line ");
  }

  @Test
  void fieldWrittenTwiceIsRefused() {
    // When
    var documents = ResourceReader.read("mesh.yaml", RULE + "  precedence: 1\n  precedence: 2\n");

    // Then
    assertThat(documents)
        .singleElement()
        .isInstanceOfSatisfying(
            Document.Refused.class,
            document -> assertThat(document.messages().getFirst()).contains("precedence"));
  }

  @Test
  void anchorStandsForWhatItNames() {
    // Given
    var text =
        RULE.replace("- labels: {version: v2}", "- labels: &v2 {version: v2}\n    weight: 50")
            + "  - labels: *v2\n    weight: 50\n";

    // When
    var rule = (RouteRule) accepted(text).resource();

    // Then
    assertThat(rule.getSpec().route().getLast().labels()).containsEntry("version", "v2");
  }

  @Test
  void documentThatContainsItselfIsRefused() {
    // When
    var documents = ResourceReader.read("mesh.yaml", "apiVersion: &a {b: *a}\nkind: RouteRule\n");

    // Then
    assertThat(((Document.Refused) documents.getFirst()).messages().getFirst())
        .startsWith("mesh.yaml: document 1: is not YAML or JSON: ");
  }

  @Test
  void fewAliasesThatStandForAHugeDocumentAreRefused() {
    // Given
    var text = new StringBuilder("apiVersion: v1\na0: &a0 [x, x]\n");
    for (int i = 1; i < 24; i++) {
      text.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }

    // When
    var documents = ResourceReader.read("mesh.yaml", text.toString());

    // Then
    assertThat(((Document.Refused) documents.getFirst()).messages().getFirst())
        .contains("has more than 200000 values");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "just a text",
        "[1, 2]",
        "apiVersion: [lateen.dev/v1alpha1]",
        "{apiVersion: lateen.dev/v1alpha1, kind: {a: b}}",
        "{apiVersion: lateen.dev/v1alpha1, kind: RouteRule, metadata: text, spec: text}",
        "{apiVersion: lateen.dev/v1alpha1, kind: RouteRule, metadata: {name: {}, labels: []}, spec: []}",
        "{apiVersion: lateen.dev/v1alpha1, kind: RouteRule, metadata: {name: a}, spec:"
            + " {destination: 5, route: text, match: [], httpFault: {delay: {percent: .nan}}}}",
        "{apiVersion: lateen.dev/v1alpha1, kind: RouteRule, metadata: {name: a}, spec:"
            + " {destination: {name: a}}, status: {conditions: text}}",
        "{apiVersion: lateen.dev/v1alpha1, kind: Workload, metadata: {name: a}, spec:"
            + " {address: 1, ports: [], sidecar: {inboundPorts: {'': x}, upstreams: [1, {}]}}}",
        "{apiVersion: lateen.dev/v1alpha1, kind: EgressRule, metadata: {name: a}, spec:"
            + " {destination: {service: [a]}, ports: [x, {port: 80.5, protocol: {}}]}}"
      })
  void documentOfTheWrongShapeIsRefused(String text) {
    assertThat(ResourceReader.read("mesh.yaml", text))
        .singleElement()
        .isInstanceOf(Document.Refused.class);
  }

  @Test
  void ruleOfIstioNeedsAnotherApiVersionAndNothingElse() {
    // When
    var documents =
        ResourceReader.read(
            "mesh.yaml", RULE.replace("lateen.dev/v1alpha1", "config.istio.io/v1alpha2"));

    // Then
    assertThat(((Document.Refused) documents.getFirst()).messages())
        .containsExactly(
            "mesh.yaml: document 1: apiVersion: \"config.istio.io/v1alpha2\": write"
                + " lateen.dev/v1alpha1 instead");
  }

  @Test
  void unknownKindIsRefusedWithTheNearestOne() {
    // When
    var documents = ResourceReader.read("mesh.yaml", RULE.replace("RouteRule", "RouteRules"));

    // Then
    assertThat(((Document.Refused) documents.getFirst()).messages())
        .containsExactly(
            "mesh.yaml: document 1: kind: \"RouteRules\": no such kind; did you mean RouteRule?");
  }

  private static Document.Accepted accepted(String text) {
    return (Document.Accepted) ResourceReader.read("mesh.yaml", text).getFirst();
  }
}
