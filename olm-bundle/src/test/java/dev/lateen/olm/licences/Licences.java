package dev.lateen.olm.licences;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which licences a program under Apache-2.0 may carry, and which components have another. */
final class Licences {
  /**
   * Identifiers of SPDX, and names of those that have none in the metadata of their libraries.
   * Permissive ones, and those that ask for the sources of the library alone.
   */
  private static final Set<String> COMPATIBLE =
      Set.of(
          "Apache-2.0",
          "BSD-2-Clause",
          "BSD-3-Clause",
          "CC0-1.0",
          "EPL-1.0",
          "EPL-2.0",
          "GPL-2.0-with-classpath-exception",
          "MIT",
          "MIT-0",
          "UPL-1.0",
          "Bouncy Castle Licence",
          "BSD",
          "BSD License 3",
          "CDDL + GPLv2 with classpath exception",
          "EDL 1.0",
          "Eclipse Distribution License - v 1.0",
          "Go License",
          "GPL2 w/ CPE",
          "Public Domain");

  /** Names that projects give to Apache-2.0. */
  private static final Pattern APACHE =
      Pattern.compile(
          "(?i)(the )?apache( software)? ?(license)?,?( version)? ?2([.]0)?( license)?");

  private Licences() {}

  /**
   * The components none of whose licences will do; where there are several, one may be chosen.
   *
   * @param bom in the format of CycloneDX
   */
  static List<String> incompatible(JsonNode bom) {
    return bom.path("components")
        .valueStream()
        .filter(component -> of(component).noneMatch(Licences::isCompatible))
        .map(component -> component.path("name").asText() + " has " + of(component).toList())
        .toList();
  }

  private static boolean isCompatible(String licence) {
    return COMPATIBLE.contains(licence) || APACHE.matcher(licence).matches();
  }

  private static Stream<String> of(JsonNode component) {
    return component
        .path("licenses")
        .valueStream()
        .flatMap(
            entry ->
                entry.has("expression")
                    ? Stream.of(
                        entry.path("expression").asText().replaceAll("[()]", "").split(" OR "))
                    : Stream.of(
                        entry.at("/license/id").asText(entry.at("/license/name").asText())));
  }
}
