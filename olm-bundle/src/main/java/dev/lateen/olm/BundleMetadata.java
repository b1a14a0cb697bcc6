package dev.lateen.olm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;

/** What stands beside the manifests: which package and channel, and what scorecard is to try. */
final class BundleMetadata {
  private static final String SCORECARD_IMAGE = "quay.io/operator-framework/scorecard-test:v1.41.1";
  private static final List<String> OLM_TESTS =
      List.of(
          "olm-bundle-validation",
          "olm-crds-have-validation",
          "olm-crds-have-resources",
          "olm-spec-descriptors",
          "olm-status-descriptors");

  private BundleMetadata() {}

  static JsonNode annotations() {
    ObjectNode root = Yaml.JSON.createObjectNode();
    ObjectNode all = root.putObject("annotations");
    String bundle = "operators.operatorframework.io.bundle.";
    all.put(bundle + "mediatype.v1", "registry+v1");
    all.put(bundle + "manifests.v1", "manifests/");
    all.put(bundle + "metadata.v1", "metadata/");
    all.put(bundle + "package.v1", Release.PACKAGE);
    all.put(bundle + "channels.v1", Release.CHANNEL);
    all.put(bundle + "channel.default.v1", Release.CHANNEL);
    all.put("operators.operatorframework.io.test.mediatype.v1", "scorecard+v1");
    all.put("operators.operatorframework.io.test.config.v1", "tests/scorecard/");
    // Of Kubernetes 1.29.
    all.put("com.redhat.openshift.versions", "v4.16");
    return root;
  }

  static String dockerfile() {
    String labels =
        annotations().path("annotations").properties().stream()
            .map(entry -> "LABEL " + entry.getKey() + "=" + entry.getValue().asText() + "\n")
            .collect(Collectors.joining());
    return "FROM scratch\n"
        + labels
        + "COPY manifests /manifests/\n"
        + "COPY metadata /metadata/\n"
        + "COPY tests/scorecard /tests/scorecard/\n";
  }

  static JsonNode scorecard() {
    ObjectNode root = Yaml.JSON.createObjectNode();
    root.put("apiVersion", "scorecard.operatorframework.io/v1alpha3");
    root.put("kind", "Configuration");
    root.putObject("metadata").put("name", "config");
    ObjectNode stage = root.putArray("stages").addObject();
    stage.put("parallel", true);
    ArrayNode tests = stage.putArray("tests");
    test(tests, "basic-check-spec", "basic");
    OLM_TESTS.forEach(name -> test(tests, name, "olm"));
    return root;
  }

  private static void test(ArrayNode tests, String name, String suite) {
    ObjectNode test = tests.addObject();
    test.put("image", SCORECARD_IMAGE);
    test.putArray("entrypoint").add("scorecard-test").add(name);
    test.putObject("labels").put("suite", suite).put("test", name + "-test");
  }
}
