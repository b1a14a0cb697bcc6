package dev.lateen.cli.input;

import dev.lateen.crds.Document;
import dev.lateen.crds.ResourceReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads what {@code -f} names: files, folders (their YAML and JSON files, not those of folders in
 * them) and {@code -} for the standard input.
 *
 * @param input the standard input
 * @param folder what relative paths start from
 */
public record Sources(InputStream input, Path folder) {
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

  /**
   * All documents, in the order of the arguments and of the names of files.
   *
   * @throws InvalidInputException with every problem, if there is one; or if there is no document
   */
  public List<Document> valid(List<String> names) {
    var documents = read(names);
    var problems =
        documents.stream()
            .flatMap(d -> d instanceof Document.Refused bad ? bad.messages().stream() : Stream.of())
            .toList();
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    return documents;
  }

  /**
   * All documents, also the invalid ones.
   *
   * @throws InvalidInputException if something cannot be read, or there is no document
   */
  public List<Document> read(List<String> names) {
    var documents = names.stream().flatMap(this::documents).toList();
    if (documents.isEmpty()) {
      throw new InvalidInputException(String.join(", ", names) + ": no document found");
    }
    return documents;
  }

  private Stream<Document> documents(String name) {
    try {
      if (name.equals("-")) {
        return ResourceReader.read("standard input", text(input.readAllBytes())).stream();
      }
      var path = folder.resolve(name);
      return Files.isDirectory(path) ? folder(path, name) : file(path, name);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(name + ": no such file or folder");
    } catch (IOException e) {
      throw new InvalidInputException(name + ": cannot be read: " + e.getMessage());
    }
  }

  private static Stream<Document> folder(Path path, String name) throws IOException {
    try (var entries = Files.list(path)) {
      var files = entries.filter(Sources::isDocument).sorted().toList();
      var documents = Stream.<Document>builder();
      for (var file : files) {
        file(file, Path.of(name).resolve(file.getFileName()).toString()).forEach(documents);
      }
      return documents.build();
    }
  }

  private static boolean isDocument(Path file) {
    var name = file.getFileName().toString();
    return !name.startsWith(".")
        && ENDINGS.stream().anyMatch(name::endsWith)
        && Files.isRegularFile(file);
  }

  private static Stream<Document> file(Path path, String name) throws IOException {
    return ResourceReader.read(name, text(Files.readAllBytes(path))).stream();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
