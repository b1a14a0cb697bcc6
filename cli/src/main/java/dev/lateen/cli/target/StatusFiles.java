package dev.lateen.cli.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.lateen.cli.kind.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the operator says about the resources of a mesh directory, read from its hidden folder. */
final class StatusFiles {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String ENDING = ".yaml";

  private final Path folder;

  StatusFiles(Path meshDirectory) {
    this.folder = meshDirectory.resolve(Path.of(".lateen", "status"));
  }

  /** The status of a resource, if the operator has written one. */
  Optional<JsonNode> find(ResourceId id) {
    return read(folder.resolve(Path.of(id.kind(), id.namespace(), id.name() + ENDING)));
  }

  /** The resources of a kind that only the operator makes, with their status. */
  Stream<ObjectNode> list(Kind kind) {
    return entries(folder.resolve(kind.name())).stream()
        .flatMap(namespace -> entries(namespace).stream())
        .filter(file -> file.toString().endsWith(ENDING))
        .filter(file -> !file.getFileName().toString().startsWith("."))
        .flatMap(file -> read(file).map(status -> resource(kind, file, status)).stream());
  }

  private static ObjectNode resource(Kind kind, Path file, JsonNode status) {
    var fileName = file.getFileName().toString();
    var resource = YAML.createObjectNode();
    resource.put("apiVersion", kind.apiVersion()).put("kind", kind.name());
    resource
        .putObject("metadata")
        .put("name", fileName.substring(0, fileName.length() - ENDING.length()))
        .put("namespace", file.getParent().getFileName().toString());
    resource.set("status", status);
    return resource;
  }

  private static Optional<JsonNode> read(Path file) {
    try {
      return Optional.of(YAML.readTree(Files.readAllBytes(file))).filter(JsonNode::isObject);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new TargetException(file + ": " + e.getMessage(), e);
    }
  }

  private static List<Path> entries(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new TargetException(folder + ": " + e.getMessage(), e);
    }
  }
}
