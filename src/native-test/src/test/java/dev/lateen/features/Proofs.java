package dev.lateen.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the integration tests that prove rows: those whose display name starts with IDs. Sources
 * are read as text, so that one table covers every module.
 */
final class Proofs {
  /** The form of an ID. */
  static final String ID = "[A-Z]{1,2}-\\d{2,3}";

  private static final Pattern NAMED =
      Pattern.compile("@DisplayName\\(\\s*\"((?:" + ID + " )+)[^\"]*\"");
  private static final Pattern DECLARATION = Pattern.compile("\\b(?:void|class) (\\w+)");
  private static final Pattern THROUGH_ENVOY =
      Pattern.compile("@ThroughEnvoy(?:\\(([^)]*)\\))?\\s[^{]*?\\bclass \\w+IT\\b");
  private static final String NOT_THROUGH_ENVOY = "@NotThroughEnvoy";
  private static final String BOTH = "caller, callee";

  private Proofs() {}

  /** The proofs below a folder, by ID. */
  static Map<String, List<Proof>> find(Path root) throws IOException {
    var proofs = new TreeMap<String, List<Proof>>();
    for (var file : integrationTests(root)) {
      find(root.relativize(file), Files.readString(file), proofs);
    }
    return proofs;
  }

  private static List<Path> integrationTests(Path root) throws IOException {
    var sources = new ArrayList<Path>();
    for (var folder : testFolders(root)) {
      try (var files = Files.walk(folder)) {
        files
            .filter(file -> file.getFileName().toString().endsWith("IT.java"))
            .forEach(sources::add);
      }
    }
    return sources.stream().sorted().toList();
  }

  /** The folders with the tests of the modules, which are at most two folders down. */
  static List<Path> testFolders(Path root) throws IOException {
    try (var folders = Files.find(root, 2, (_, attributes) -> attributes.isDirectory())) {
      return folders
          .map(folder -> folder.resolve("src/test/java"))
          .filter(Files::isDirectory)
          .toList();
    }
  }

  private static void find(Path file, String source, Map<String, List<Proof>> proofs) {
    var sides = sides(source);
    var named = NAMED.matcher(source);
    while (named.find()) {
      var declaration = DECLARATION.matcher(source);
      if (!declaration.find(named.end())) {
        throw new IllegalStateException(file + ": nothing is called " + named.group());
      }
      boolean exempt = annotations(source, named, declaration.start()).contains(NOT_THROUGH_ENVOY);
      var proof = new Proof(file, declaration.group(1), exempt ? "" : sides);
      for (var id : named.group(1).strip().split(" ")) {
        proofs.computeIfAbsent(id, _ -> new ArrayList<>()).add(proof);
      }
    }
  }

  private static String annotations(String source, MatchResult named, int declaration) {
    int end = Math.max(source.lastIndexOf("\n  }", named.start()), 0);
    return source.substring(end, declaration);
  }

  private static String sides(String source) {
    var through = THROUGH_ENVOY.matcher(source);
    if (!through.find()) {
      return "";
    }
    return through.group(1) == null
        ? BOTH
        : Stream.of(through.group(1).split("[{},\\s]+"))
            .filter(side -> !side.isEmpty())
            .map(side -> side.substring(side.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
  }
}
