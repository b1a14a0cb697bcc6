package dev.lateen.tour.mesh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The mesh directory: what is wanted in files, what became of it under {@code .lateen/status}.
 *
 * @param directory its folder
 */
public record MeshFiles(Path directory) {
  private static final String DEFAULT_NAMESPACE = "default";
  private static final String RULES = "{routerule,destinationpolicy,egressrule,policy}-*.yaml";
  private static final Pattern KIND = Pattern.compile("(?m)^kind: *(\\w+)");
  private static final Pattern NAME =
      Pattern.compile("(?m)^metadata: *(?:\\{ *|\\R(?: +.*\\R)*? +)name: *([-.a-z0-9]+)");
  private static final Pattern NAMESPACE =
      Pattern.compile("(?m)^metadata: *(?:\\{.*\\b|\\R(?: +.*\\R)*? +)namespace: *([-a-z0-9]+)");
  private static final Pattern SEPARATOR = Pattern.compile("(?m)^---.*$\\R?");

  /** The documents of a text, without the separators. */
  public static List<String> documents(String text) {
    return SEPARATOR.splitAsStream(text).filter(document -> KIND.matcher(document).find()).toList();
  }

  /**
   * Writes each document of a text to the file where {@code lateen apply} would write it.
   *
   * @return the files
   */
  public List<Path> apply(String text) {
    return documents(text).stream().map(document -> write(fileName(document), document)).toList();
  }

  /** Replaces or creates a file at once: nobody sees half of it. */
  public Path write(String fileName, String text) {
    var file = directory.resolve(fileName);
    try {
      var temporary = Files.createTempFile(directory, ".new-", ".tmp");
      Files.writeString(temporary, text);
      return Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a resource of the namespace default has its file. */
  public boolean exists(String kind, String name) {
    return exists(kind, DEFAULT_NAMESPACE, name);
  }

  /** Whether a resource has its file. */
  public boolean exists(String kind, String namespace, String name) {
    return Files.exists(directory.resolve(fileName(kind, namespace, name)));
  }

  /** Deletes the file of a resource of the namespace default; does nothing when there is none. */
  public void delete(String kind, String name) {
    delete(kind, DEFAULT_NAMESPACE, name);
  }

  /** Deletes the file of a resource; does nothing when it is not there. */
  public void delete(String kind, String namespace, String name) {
    remove(fileName(kind, namespace, name));
  }

  /** Deletes a file; does nothing when it is not there. */
  public void remove(String fileName) {
    try {
      Files.deleteIfExists(directory.resolve(fileName));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes every rule, of whatever kind. */
  public void deleteRules() {
    try (var files = Files.newDirectoryStream(directory, RULES)) {
      for (var file : files) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the operator says of a resource of the namespace default; empty when nothing. */
  public Optional<ResourceState> state(String kind, String name) {
    return state(kind, DEFAULT_NAMESPACE, name);
  }

  /** What the operator says of a resource; empty when it has said nothing. */
  public Optional<ResourceState> state(String kind, String namespace, String name) {
    var file = directory.resolve(Path.of(".lateen", "status", kind, namespace, name + ".yaml"));
    try {
      return Optional.of(new ResourceState(Files.readString(file, StandardCharsets.UTF_8)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The kind of a document. */
  public static String kind(String document) {
    return find(KIND, document, "kind");
  }

  /** The name in a document's metadata. */
  public static String name(String document) {
    return find(NAME, document, "metadata.name");
  }

  /** The namespace in a document's metadata, or default. */
  public static String namespace(String document) {
    var matcher = NAMESPACE.matcher(document);
    return matcher.find() ? matcher.group(1) : DEFAULT_NAMESPACE;
  }

  private static String fileName(String document) {
    return fileName(kind(document), namespace(document), name(document));
  }

  private static String fileName(String kind, String namespace, String name) {
    return kind.toLowerCase(Locale.ROOT) + "-" + namespace + "-" + name + ".yaml";
  }

  private static String find(Pattern pattern, String document, String what) {
    var matcher = pattern.matcher(document);
    if (!matcher.find()) {
      throw new IllegalArgumentException("the document has no " + what + ":\n" + document);
    }
    return matcher.group(1);
  }
}
