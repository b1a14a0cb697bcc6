package dev.lateen.olm.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.olm.Bundle;
import java.util.List;
import java.util.stream.Stream;

/** Which files there are, and that image labels and metadata agree. */
final class LayoutRules {
  private static final String KEY = "operators.operatorframework.io.bundle.";
  private static final List<String> NEEDED =
      List.of(Bundle.CSV, Bundle.ANNOTATIONS, Bundle.DOCKERFILE, Bundle.SCORECARD);

  /** A bundle is unpacked into a ConfigMap. */
  private static final int MAX_BYTES = 1_000_000;

  private LayoutRules() {}

  static Stream<Finding> of(Bundle bundle) {
    JsonNode annotations = bundle.yaml(Bundle.ANNOTATIONS).path("annotations");
    return Stream.of(
            NEEDED.stream()
                .filter(file -> bundle.file(file).isEmpty())
                .map(file -> new Finding(file, "", "is missing")),
            serviceVersions(bundle),
            size(bundle),
            values(annotations),
            labels(bundle, annotations),
            scorecard(bundle.yaml(Bundle.SCORECARD)))
        .flatMap(findings -> findings);
  }

  private static Stream<Finding> serviceVersions(Bundle bundle) {
    long count =
        bundle.files().keySet().stream()
            .filter(file -> file.startsWith("manifests/"))
            .filter(file -> bundle.yaml(file).path("kind").asText().equals("ClusterServiceVersion"))
            .count();
    return count == 1
        ? Stream.empty()
        : Stream.of(
            new Finding("manifests", "", "must hold one ClusterServiceVersion, not " + count));
  }

  private static Stream<Finding> size(Bundle bundle) {
    int bytes = bundle.files().values().stream().mapToInt(String::length).sum();
    return bytes <= MAX_BYTES
        ? Stream.empty()
        : Stream.of(new Finding("manifests", "", bytes + " bytes are more than " + MAX_BYTES));
  }

  private static Stream<Finding> values(JsonNode annotations) {
    return Stream.of(
            wrong(annotations, KEY + "mediatype.v1", "registry[+]v1"),
            wrong(annotations, KEY + "manifests.v1", "manifests/"),
            wrong(annotations, KEY + "metadata.v1", "metadata/"),
            wrong(annotations, KEY + "package.v1", "[a-z0-9-]+"),
            wrong(annotations, KEY + "channels.v1", "[a-z0-9.,-]+"),
            wrong(annotations, KEY + "channel.default.v1", "[a-z0-9.-]+"),
            wrong(annotations, "com.redhat.openshift.versions", "v4[.][0-9]+"))
        .flatMap(findings -> findings);
  }

  private static Stream<Finding> wrong(JsonNode annotations, String name, String pattern) {
    String value = annotations.path(name).asText();
    return value.matches(pattern)
        ? Stream.empty()
        : Stream.of(
            new Finding(Bundle.ANNOTATIONS, name, "is \"" + value + "\": write " + pattern));
  }

  private static Stream<Finding> labels(Bundle bundle, JsonNode annotations) {
    List<String> lines = bundle.file(Bundle.DOCKERFILE).orElse("").lines().toList();
    return annotations.properties().stream()
        .map(entry -> "LABEL " + entry.getKey() + "=" + entry.getValue().asText())
        .filter(label -> !lines.contains(label))
        .map(label -> new Finding(Bundle.DOCKERFILE, "", "lacks " + label));
  }

  private static Stream<Finding> scorecard(JsonNode config) {
    List<JsonNode> tests = config.at("/stages/0/tests").valueStream().toList();
    boolean complete =
        config.path("kind").asText().equals("Configuration")
            && !tests.isEmpty()
            && tests.stream()
                .allMatch(
                    test ->
                        test.path("image").isTextual()
                            && test.at("/entrypoint/0").asText().equals("scorecard-test")
                            && test.at("/labels/suite").isTextual()
                            && test.at("/labels/test").isTextual());
    return complete
        ? Stream.empty()
        : Stream.of(
            new Finding(
                Bundle.SCORECARD, "stages", "every test needs image, entrypoint, suite and test"));
  }
}
