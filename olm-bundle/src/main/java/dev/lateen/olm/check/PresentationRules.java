package dev.lateen.olm.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.olm.Yaml;
import java.util.Base64;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What people see of the operator in a catalogue. */
final class PresentationRules {
  private static final Set<String> CAPABILITIES =
      Set.of("Basic Install", "Seamless Upgrades", "Full Lifecycle", "Deep Insights", "Auto Pilot");
  private static final Set<String> CATEGORIES =
      Set.of(
          "AI/Machine Learning",
          "Application Runtime",
          "Big Data",
          "Cloud Provider",
          "Database",
          "Developer Tools",
          "Development Tools",
          "Drivers and plugins",
          "Integration & Delivery",
          "Logging & Tracing",
          "Modernization & Migration",
          "Monitoring",
          "Networking",
          "OpenShift Optional",
          "Security",
          "Storage",
          "Streaming & Messaging");
  private static final Predicate<JsonNode> TEXT = node -> !node.asText().isBlank();
  private static final int LONGEST_SUMMARY = 135;

  private PresentationRules() {}

  static Stream<Finding> of(Csv csv) {
    return Stream.of(
            csv.expect("/spec/displayName", TEXT, "is missing"),
            csv.expect("/spec/description", node -> node.asText().length() > 200, "is too short"),
            csv.expect("/spec/provider/name", TEXT, "is missing"),
            csv.expect("/spec/keywords/0", TEXT, "at least one is needed"),
            csv.expect("/spec/maturity", TEXT, "is missing"),
            csv.expect("/spec/icon", PresentationRules::isIcon, "must be one image in base64"),
            csv.expect(
                "/spec/links",
                links -> every(links, link -> isUrl(link.path("url").asText())),
                "each needs a name and an https URL"),
            csv.expect(
                "/spec/maintainers",
                all ->
                    every(all, one -> one.path("email").asText().matches("[^@ ]+@[^@ ]+[.][a-z]+")),
                "each needs a name and an address of mail"),
            csv.expectAnnotation("capabilities", CAPABILITIES::contains, "not " + CAPABILITIES),
            csv.expectAnnotation(
                "categories",
                all -> Stream.of(all.split(", *")).allMatch(CATEGORIES::contains),
                "not of " + CATEGORIES),
            csv.expectAnnotation(
                "description",
                text -> !text.isBlank() && text.length() <= LONGEST_SUMMARY,
                "must have 1 to " + LONGEST_SUMMARY + " characters"),
            csv.expectAnnotation("repository", PresentationRules::isUrl, "must be an https URL"),
            csv.expectAnnotation(
                "operators.operatorframework.io/internal-objects",
                text -> Yaml.json(text).isArray(),
                "must be a JSON list"),
            csv.expectAnnotation("support", text -> !text.isBlank(), "is missing"))
        .flatMap(findings -> findings);
  }

  private static boolean every(JsonNode list, Predicate<JsonNode> good) {
    return !list.isEmpty()
        && list.valueStream().allMatch(good.and(entry -> TEXT.test(entry.path("name"))));
  }

  private static boolean isUrl(String text) {
    return text.matches("https://[a-zA-Z0-9.-]+(/\\S*)?");
  }

  private static boolean isIcon(JsonNode icons) {
    try {
      return icons.size() == 1
          && icons.at("/0/mediatype").asText().matches("image/(svg[+]xml|png|jpeg|gif)")
          && Base64.getDecoder().decode(icons.at("/0/base64data").asText()).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
