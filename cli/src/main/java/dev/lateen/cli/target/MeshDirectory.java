package dev.lateen.cli.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.cli.output.Documents;
import dev.lateen.crds.Document;
import dev.lateen.crds.ResourceReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a mesh directory: every {@code *.yaml} and {@code *.yml} below it, without hidden
 * folders. A file is replaced at once, so that a watcher never sees half of it.
 *
 * @param folder the directory
 */
record MeshDirectory(Path folder) {
  /** Every document that names a resource, also an invalid one, in the order of file names. */
  List<StoredDocument> all() {
    return files().stream().flatMap(file -> documents(file).stream()).toList();
  }

  /** Where a resource stands. */
  Optional<StoredDocument> find(ResourceId id) {
    return all().stream().filter(stored -> stored.id().equals(id)).findFirst();
  }

  /** When a file was last changed, in whole seconds. */
  Instant modified(Path file) {
    return io(file, () -> Files.getLastModifiedTime(file).toInstant())
        .truncatedTo(ChronoUnit.SECONDS);
  }

  /** Writes a resource where it stands now, else into a file of its own. */
  void put(ResourceId id, ObjectNode document, Optional<StoredDocument> stored) {
    var file = stored.map(StoredDocument::file).orElse(folder.resolve(id.fileName()));
    var others = stored.map(this::others).orElse(List.of());
    write(file, Stream.concat(others.stream(), Stream.of(document)).toList());
  }

  /** Takes a resource out of its file; the file goes with its last one. */
  void remove(StoredDocument stored) {
    var others = others(stored);
    if (others.isEmpty()) {
      io(stored.file(), () -> Files.deleteIfExists(stored.file()));
    } else {
      write(stored.file(), others);
    }
  }

  private List<JsonNode> others(StoredDocument stored) {
    var documents = read(stored.file());
    if (documents.stream().anyMatch(document -> document.raw().isMissingNode())) {
      throw new TargetException(stored.file() + ": does not parse; correct it by hand first");
    }
    return documents.stream()
        .map(Document::raw)
        .filter(raw -> !ResourceId.of(raw).equals(stored.id()))
        .toList();
  }

  private List<StoredDocument> documents(Path file) {
    return read(file).stream()
        .map(Document::raw)
        .filter(raw -> !Metadata.name(raw).isEmpty())
        .map(raw -> new StoredDocument(file, ResourceId.of(raw), raw))
        .toList();
  }

  private List<Document> read(Path file) {
    return ResourceReader.read(file.toString(), io(file, () -> Files.readString(file)));
  }

  private List<Path> files() {
    return io(
        folder,
        () -> {
          try (var paths = Files.walk(folder)) {
            return paths.filter(this::isDocument).sorted().toList();
          }
        });
  }

  private boolean isDocument(Path path) {
    var relative = folder.relativize(path);
    boolean hidden =
        Stream.iterate(relative, p -> p != null, Path::getParent)
            .anyMatch(part -> part.getFileName().toString().startsWith("."));
    var name = relative.toString();
    return !hidden
        && (name.endsWith(".yaml") || name.endsWith(".yml"))
        && Files.isRegularFile(path);
  }

  private static void write(Path file, List<JsonNode> documents) {
    io(
        file,
        () -> {
          var temporary = file.resolveSibling("." + file.getFileName() + ".new");
          Files.writeString(temporary, Documents.yaml(documents));
          return Files.move(
              temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        });
  }

  private static <T> T io(Path file, IoCall<T> call) {
    try {
      return call.run();
    } catch (IOException e) {
      throw new TargetException(file + ": " + e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw new TargetException(file + ": " + e.getCause().getMessage(), e);
    }
  }

  /** Something that reads or writes files. */
  private interface IoCall<T> {
    T run() throws IOException;
  }
}
