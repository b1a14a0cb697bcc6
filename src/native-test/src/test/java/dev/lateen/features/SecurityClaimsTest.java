package dev.lateen.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.tour.mesh.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each test that docs/security.md names is there. */
class SecurityClaimsTest {
  private static final Pattern NAMED =
      Pattern.compile("`(?:(\\w+(?:Test|IT))\\.)?([a-z]\\w+[A-Z]\\w*)`");
  private static final Pattern IN_TEST = Pattern.compile("`\\w+(?:Test|IT)\\.");

  private final Path root = Programs.repository();

  @Test
  void everyNamedTestExists() throws IOException {
    // Given
    Map<String, String> sources = testSources();

    // When
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (String row : Files.readAllLines(root.resolve("docs/security.md"))) {
      if (IN_TEST.matcher(row).find()) {
        var found = NAMED.matcher(row);
        for (String owner = ""; found.find(); named++) {
          owner = found.group(1) == null ? owner : found.group(1);
          if (!sources.getOrDefault(owner, "").contains("void " + found.group(2) + "(")) {
            missing.add(owner + "." + found.group(2));
          }
        }
      }
    }

    // Then
    assertThat(missing).isEmpty();
    assertThat(named).isGreaterThan(30);
  }

  private Map<String, String> testSources() throws IOException {
    var sources = new HashMap<String, String>();
    for (Path folder : Proofs.testFolders(root)) {
      try (var files = Files.walk(folder)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString();
          sources.merge(
              name.substring(0, name.length() - ".java".length()),
              Files.readString(file),
              String::concat);
        }
      }
    }
    return sources;
  }
}
