package dev.lateen.operator.platform.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the YAML files below a directory; hidden files and folders do not count. */
final class MeshDirectory {
  private final Path root;

  MeshDirectory(Path root) {
    this.root = root;
  }

  /**
   * What is there.
   *
   * @param files path below the root, with forward slashes, to the text
   * @param folders every folder that may hold files, the root among them
   */
  record Content(SortedMap<String, String> files, List<Path> folders) {}

  /**
   * Reads everything.
   *
   * @throws IOException if the root is not a readable directory, or a file cannot be read
   */
  Content read() throws IOException {
    var files = new TreeMap<String, String>();
    var folders = new ArrayList<Path>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(root) && isHidden(folder)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            folders.add(folder);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (isYaml(file)) {
              readInto(files, file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException && !file.equals(root)) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
    return new Content(files, List.copyOf(folders));
  }

  private void readInto(SortedMap<String, String> files, Path file) throws IOException {
    try {
      var name = root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
      files.put(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (NoSuchFileException _) {
      // Deleted since the folder was listed: the same as deleted before.
    }
  }

  private static boolean isYaml(Path file) {
    var name = file.getFileName().toString();
    return !isHidden(file) && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }
}
