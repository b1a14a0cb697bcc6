package dev.lateen.olm.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What OLM would run, with which rights, and where. */
final class InstallRules {
  private static final String INSTALL = "/spec/install/spec";
  private static final Set<String> MODES =
      Set.of("OwnNamespace", "SingleNamespace", "MultiNamespace", "AllNamespaces");

  private InstallRules() {}

  static Stream<Finding> of(Csv csv) {
    return Stream.of(
            csv.expect(
                "/spec/install/strategy",
                node -> node.asText().equals("deployment"),
                "must be deployment"),
            csv.expect(
                "/spec/installModes",
                InstallRules::isComplete,
                "must say of each of " + MODES + " once whether it is supported, and one must be"),
            csv.expect(INSTALL + "/deployments/0", JsonNode::isObject, "is missing"),
            rights(csv),
            images(csv))
        .flatMap(findings -> findings);
  }

  private static boolean isComplete(JsonNode modes) {
    return modes.size() == MODES.size()
        && modes
            .valueStream()
            .map(m -> m.path("type").asText())
            .collect(Collectors.toSet())
            .equals(MODES)
        && modes.valueStream().anyMatch(mode -> mode.path("supported").asBoolean());
  }

  private static Stream<Finding> rights(Csv csv) {
    Set<String> accounts =
        deployments(csv)
            .map(entry -> entry.at("/spec/template/spec/serviceAccountName").asText())
            .collect(Collectors.toSet());
    return Stream.of("permissions", "clusterPermissions")
        .flatMap(
            field ->
                csv.at(INSTALL)
                    .path(field)
                    .valueStream()
                    .flatMap(entry -> of(csv, field, entry, accounts)));
  }

  private static Stream<Finding> of(Csv csv, String field, JsonNode entry, Set<String> accounts) {
    boolean least =
        entry
            .path("rules")
            .valueStream()
            .flatMap(JsonNode::valueStream)
            .flatMap(JsonNode::valueStream)
            .noneMatch(word -> word.asText().contains("*"));
    return Stream.concat(
        csv.unless(least, INSTALL + "/" + field, "a wildcard is more than anybody needs"),
        csv.unless(
            accounts.contains(entry.path("serviceAccountName").asText()),
            INSTALL + "/" + field,
            "is about a service account that no deployment runs as"));
  }

  private static Stream<Finding> images(Csv csv) {
    List<String> related =
        csv.at("/spec/relatedImages").valueStream().map(i -> i.path("image").asText()).toList();
    List<String> running =
        deployments(csv)
            .flatMap(entry -> entry.at("/spec/template/spec/containers").valueStream())
            .map(container -> container.path("image").asText())
            .toList();
    return Stream.concat(
        running.stream()
            .filter(image -> !related.contains(image))
            .flatMap(image -> csv.unless(false, "/spec/relatedImages", "lacks " + image)),
        csv.expectAnnotation(
            "containerImage", running::contains, "is the image of no container: " + running));
  }

  private static Stream<JsonNode> deployments(Csv csv) {
    return csv.at(INSTALL + "/deployments").valueStream();
  }
}
