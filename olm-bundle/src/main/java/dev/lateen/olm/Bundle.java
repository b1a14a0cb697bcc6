package dev.lateen.olm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.cli.output.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a bundle.
 *
 * @param files text by path
 */
public record Bundle(Map<String, String> files) {
  /** Where the ClusterServiceVersion stands. */
  public static final String CSV = "manifests/lateen.clusterserviceversion.yaml";

  /** Where package and channel stand. */
  public static final String ANNOTATIONS = "metadata/annotations.yaml";

  /** What an image of it is made by. */
  public static final String DOCKERFILE = "bundle.Dockerfile";

  /** What scorecard tries. */
  public static final String SCORECARD = "tests/scorecard/config.yaml";

  /** Takes a copy. */
  public Bundle {
    files = Map.copyOf(files);
  }

  /** That of a release. */
  public static Bundle of(Release release) {
    Installation installation = Installation.of(release);
    Map<String, String> files = new TreeMap<>();
    installation
        .definitions()
        .forEach(definition -> files.put(file(definition, "crd"), Documents.yaml(definition)));
    installation
        .unbound()
        .forEach(role -> files.put(file(role, "clusterrole"), Documents.yaml(role)));
    files.put(CSV, Documents.yaml(ServiceVersion.of(installation, release)));
    files.put(ANNOTATIONS, Documents.yaml(BundleMetadata.annotations()));
    files.put(SCORECARD, Documents.yaml(BundleMetadata.scorecard()));
    files.put(DOCKERFILE, BundleMetadata.dockerfile());
    return new Bundle(files);
  }

  private static String file(JsonNode object, String kind) {
    return "manifests/" + object.at("/metadata/name").asText() + "." + kind + ".yaml";
  }

  /** Reads all files below a folder. */
  public static Bundle read(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(folder)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return new Bundle(files);
  }

  /** Writes them below a folder, which is made. */
  public void write(Path folder) throws IOException {
    for (var file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  /** The text of a file; empty where there is none. */
  public Optional<String> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** The object of a YAML file; an object without fields where there is none. */
  public JsonNode yaml(String path) {
    return Yaml.one(path, files.getOrDefault(path, "{}"));
  }
}
