package dev.lateen.olm.check;

import dev.lateen.olm.Release;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.stream.Stream;

/** What it is a version of, and what it is an upgrade of. */
final class VersionRules {
  private static final String SEMVER =
      "(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)[.](0|[1-9][0-9]*)(-[0-9A-Za-z.-]+)?([+][0-9A-Za-z.-]+)?";

  private VersionRules() {}

  static Stream<Finding> of(Csv csv) {
    String version = csv.text("/spec/version");
    return Stream.of(
            csv.expect(
                "/spec/version", node -> node.asText().matches(SEMVER), "is no semantic version"),
            csv.expect(
                "/metadata/name",
                node -> node.asText().equals(Release.csvName(version)),
                "must be " + Release.csvName(version)),
            csv.expect(
                "/spec/minKubeVersion",
                node -> node.asText().matches(SEMVER),
                "is no semantic version"),
            csv.unless(
                csv.at("/spec/replaces").isTextual() != csv.annotation("olm.skipRange").isTextual(),
                "/spec/replaces",
                "either it says what it replaces, or an annotation olm.skipRange"),
            csv.expect(
                "/spec/replaces",
                node -> !node.asText().equals(csv.text("/metadata/name")),
                "it cannot replace itself"),
            csv.expectAnnotation(
                "olm.skipRange",
                range -> range.isEmpty() || range.equals("<" + version),
                "must be <" + version),
            csv.expectAnnotation("createdAt", VersionRules::isTime, "is no time of RFC 3339"))
        .flatMap(findings -> findings);
  }

  private static boolean isTime(String text) {
    try {
      return OffsetDateTime.parse(text) != null;
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
