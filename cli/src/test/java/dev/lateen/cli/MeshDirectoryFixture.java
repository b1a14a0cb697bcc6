package dev.lateen.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** A mesh directory with a time that stands still. */
final class MeshDirectoryFixture {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final String ALL_TO_V1 =
      """
      apiVersion: lateen.dev/v1alpha1
      kind: RouteRule
      metadata:
        name: reviews
      spec:
        destination:
          name: reviews
        precedence: 1
        route:
          - labels:
              version: v1
      """;

  private final Path folder;

  MeshDirectoryFixture(Path folder) {
    this.folder = folder;
  }

  Terminal terminal() {
    return new Terminal(folder)
        .with("LATEEN_MESH_DIR", folder.toString())
        .at(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** Writes a file, last changed five minutes before now. */
  Path write(String name, String text) {
    try {
      var file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return Files.setLastModifiedTime(file, FileTime.from(NOW.minusSeconds(300)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes what the operator says of a resource. */
  void status(String kind, String name, String text) {
    write(".lateen/status/" + kind + "/default/" + name + ".yaml", text);
  }

  String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of its files, without those of hidden folders. */
  List<String> files() {
    try (var files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
