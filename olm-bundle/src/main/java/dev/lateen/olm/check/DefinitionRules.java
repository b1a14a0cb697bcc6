package dev.lateen.olm.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.crds.Document;
import dev.lateen.crds.ResourceReader;
import dev.lateen.olm.Bundle;
import dev.lateen.olm.Yaml;
import java.util.List;
import java.util.stream.Stream;

/** The kinds: that definitions, descriptors and examples are about the same. */
final class DefinitionRules {
  private static final String EXAMPLES = "alm-examples";
  private static final String OWNED = "/spec/customresourcedefinitions/owned";

  private final Csv csv;
  private final List<JsonNode> definitions;
  private final List<JsonNode> examples;

  private DefinitionRules(Bundle bundle, Csv csv) {
    this.csv = csv;
    definitions =
        bundle.files().keySet().stream()
            .sorted()
            .map(bundle::yaml)
            .filter(object -> object.path("kind").asText().equals("CustomResourceDefinition"))
            .toList();
    examples = Yaml.json(csv.annotation(EXAMPLES).asText()).valueStream().toList();
  }

  static Stream<Finding> of(Bundle bundle, Csv csv) {
    var rules = new DefinitionRules(bundle, csv);
    List<JsonNode> owned = csv.at(OWNED).valueStream().toList();
    return Stream.of(
            csv.unless(
                owned.size() == rules.definitions.size() && !owned.isEmpty(),
                OWNED,
                "must name every definition of the bundle, and no other"),
            owned.stream().flatMap(rules::owned),
            rules.examples.stream().flatMap(rules::example))
        .flatMap(findings -> findings);
  }

  private Stream<Finding> owned(JsonNode entry) {
    String name = entry.path("name").asText();
    return definitions.stream()
        .filter(definition -> definition.at("/metadata/name").asText().equals(name))
        .findFirst()
        .map(definition -> compare(entry, definition))
        .orElseGet(() -> about(name, false, "has no file in the bundle"));
  }

  private Stream<Finding> compare(JsonNode entry, JsonNode definition) {
    String name = entry.path("name").asText();
    JsonNode version = definition.at("/spec/versions/0");
    JsonNode schema = version.at("/schema/openAPIV3Schema/properties");
    return Stream.of(
            about(
                name,
                entry.path("kind").equals(definition.at("/spec/names/kind")),
                "has another kind"),
            about(name, entry.path("version").equals(version.path("name")), "has another version"),
            about(name, !entry.path("displayName").asText().isBlank(), "lacks displayName"),
            about(name, !entry.path("description").asText().isBlank(), "lacks description"),
            about(name, hasExample(entry), "has no example"),
            paths(name, entry.path("specDescriptors"), schema.path("spec")),
            paths(name, entry.path("statusDescriptors"), schema.path("status")))
        .flatMap(findings -> findings);
  }

  private boolean hasExample(JsonNode entry) {
    return examples.stream().anyMatch(example -> example.path("kind").equals(entry.path("kind")));
  }

  private Stream<Finding> paths(String name, JsonNode descriptors, JsonNode schema) {
    return descriptors
        .valueStream()
        .map(descriptor -> descriptor.path("path").asText())
        .flatMap(
            path -> about(name, exists(path, schema), "describes " + path + ", which is no field"));
  }

  private static boolean exists(String path, JsonNode schema) {
    JsonNode at = schema;
    for (String field : path.split("[.]")) {
      at = at.path("properties").path(field);
    }
    return !at.isMissingNode();
  }

  private Stream<Finding> example(JsonNode example) {
    return ResourceReader.read(EXAMPLES, example.toString()).stream()
        .flatMap(
            document ->
                switch (document) {
                  case Document.Accepted _ -> Stream.<String>empty();
                  case Document.Refused refused -> refused.messages().stream();
                  case Document.Foreign _ -> Stream.of("is of no kind of this operator");
                })
        .map(reason -> new Finding(Bundle.CSV, EXAMPLES, reason));
  }

  private Stream<Finding> about(String name, boolean good, String reason) {
    return csv.unless(good, OWNED + " " + name, reason);
  }
}
