package dev.lateen.crds.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.lateen.crds.v1alpha1.IstioService;
import dev.lateen.crds.v1alpha1.RouteRule;
import dev.lateen.crds.v1alpha1.RouteRuleSpec;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResourceValidatorTest {
  @Test
  void allErrorsOfAResourceAreReportedTogether() throws JsonProcessingException {
    // Given
    var document =
        yaml(
            """
            apiVersion: lateen.dev/v1alpha2
            kind: RouteRule
            metadata: {name: Reviews, lables: {a: b}}
            spek: {}
            spec:
              destination: {name: reviews, service: reviews.example.com}
              precedence: first
              route:
              - {weight: 50}
              - {weight: 60}
              httpFault: {delay: {percent: 200, fixedDelay: 0s}, abort: {}}
            """);

    // When
    var errors = ResourceValidator.validate(document).errors();

    // Then
    assertThat(errors)
        .extracting(FieldError::field)
        .containsExactlyInAnyOrder(
            "apiVersion",
            "metadata.name",
            "metadata.lables",
            "spek",
            "spec.precedence",
            "spec.destination.service",
            "spec.route[1].weight",
            "spec.httpFault.delay.percent",
            "spec.httpFault.delay.fixedDelay",
            "spec.httpFault.abort.httpStatus");
  }

  @Test
  void modelObjectIsValidatedLikeItsDocument() {
    // Given
    var rule = new RouteRule();
    rule.setMetadata(new ObjectMetaBuilder().withName("reviews").build());
    rule.setSpec(spec(new IstioService("reviews", null, null, null, Map.of())));
    var wrong = new RouteRule();
    wrong.setMetadata(new ObjectMetaBuilder().withName("reviews").build());
    wrong.setSpec(spec(new IstioService("reviews", null, null, "reviews.example.com", Map.of())));

    // Then
    assertThat(ResourceValidator.validate(rule)).isEqualTo(new Validated.Valid<>(rule));
    assertThat(ResourceValidator.validate(wrong).errors())
        .extracting(FieldError::field)
        .containsExactly("spec.destination.service");
  }

  @Test
  void fieldThatIsNullIsAbsent() throws JsonProcessingException {
    // Given
    var document =
        yaml(
            """
            apiVersion: lateen.dev/v1alpha1
            kind: RouteRule
            metadata: {name: reviews}
            spec:
              destination: {name: reviews, labels: }
              match:
              route:
            """);

    // Then
    assertThat(ResourceValidator.validate(document)).isInstanceOf(Validated.Valid.class);
  }

  @Test
  void meshWithoutSpecAsksForEveryDefault() throws JsonProcessingException {
    // Given
    var document =
        yaml("{apiVersion: lateen.dev/v1alpha1, kind: ServiceMesh, metadata: {name: mesh}}");

    // When
    var valid = (Validated.Valid<?>) ResourceValidator.validate(document);

    // Then
    assertThat(((ServiceMesh) valid.value()).getSpec()).isEqualTo(ServiceMeshSpec.defaults());
    assertThat(ServiceMeshSpec.defaults().gateways().ingress().httpPort()).isEqualTo(80);
    assertThat(new ServiceMesh().getSpec())
        .as("a patch made of a new object must not say anything of the spec")
        .isNull();
  }

  @Test
  void resourceOfANewerServerIsReadInSpiteOfUnknownFields() {
    // Given
    var serialization = new KubernetesSerialization();

    // When
    var rule =
        serialization.unmarshal(
            """
            {"apiVersion": "lateen.dev/v1alpha1", "kind": "RouteRule", "metadata": {"name": "a"},
             "spec": {"destination": {"name": "reviews", "shard": 1}, "later": true}}
            """,
            RouteRule.class);

    // Then
    assertThat(rule.getSpec().destination().name()).isEqualTo("reviews");
    assertThat(serialization.unmarshal(serialization.asJson(rule), RouteRule.class))
        .isEqualTo(rule);
  }

  @Test
  void longValueIsCut() {
    var error = new FieldError("spec.x", "a".repeat(200), "is wrong");

    assertThat(error.toString()).hasSizeLessThan(120).endsWith("...: is wrong");
  }

  private static RouteRuleSpec spec(IstioService destination) {
    return new RouteRuleSpec(
        destination,
        0,
        null,
        List.of(),
        null,
        null,
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        Map.of(),
        null,
        List.of(),
        null,
        null);
  }

  private static JsonNode yaml(String text) throws JsonProcessingException {
    return new ObjectMapper(new YAMLFactory()).readTree(text);
  }
}
