package dev.lateen.sidecar.cni.install;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The directory in which a runtime looks for its network. It takes the first file, by name, that it
 * can use; so our entry has to be in that one, whoever wrote it.
 *
 * @param path where it is mounted
 */
record ConfigDirectory(Path path) {
  private static final String LIST = ".conflist";
  private static final List<String> SINGLES = List.of(".conf", ".json");

  /** Added to the name of what a chain of ours stands for. */
  private static final String KEPT = ".lateen-kept";

  /** The file that counts. */
  private record Network(Path file, Chain chain) {}

  /**
   * Sees to it that the network of the node has our entry. To do so again writes nothing.
   *
   * @return the file it is in; empty while the node has no network
   * @throws IOException when the directory cannot be read or written
   */
  Optional<Path> chain(JsonObject entry) throws IOException {
    Optional<Network> found = network();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Path file = found.get().file();
    Chain chain = found.get().chain();
    if (isList(file)) {
      if (!chain.with(entry).equals(chain)) {
        NodeFiles.write(file, chain.with(entry).toJson(), NodeFiles.PUBLIC);
      }
      return Optional.of(file);
    }
    Path list = path.resolve(stem(file) + LIST);
    NodeFiles.write(list, chain.with(entry).toJson(), NodeFiles.PUBLIC);
    Files.move(file, kept(file), StandardCopyOption.REPLACE_EXISTING);
    return Optional.of(list);
  }

  /**
   * Takes our entry out of every file, and puts back those that a chain of ours stood for.
   *
   * @throws IOException when the directory cannot be read or written
   */
  void unchain() throws IOException {
    for (Path file : files()) {
      Optional<Chain> chain = isList(file) ? read(file) : Optional.empty();
      if (chain.isPresent() && !chain.get().without().equals(chain.get())) {
        NodeFiles.write(file, chain.get().without().toJson(), NodeFiles.PUBLIC);
        restore(file);
      }
    }
  }

  private void restore(Path list) throws IOException {
    for (String ending : SINGLES) {
      Path single = path.resolve(stem(list) + ending);
      if (Files.exists(kept(single))) {
        Files.move(kept(single), single, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(list);
      }
    }
  }

  private Optional<Network> network() throws IOException {
    for (Path file : files()) {
      Optional<Chain> chain = read(file);
      if (chain.isPresent()) {
        return Optional.of(new Network(file, chain.get()));
      }
    }
    return Optional.empty();
  }

  private List<Path> files() throws IOException {
    try (var all = Files.list(path)) {
      return all.filter(
              file -> isList(file) || SINGLES.stream().anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    }
  }

  private static Optional<Chain> read(Path file) throws IOException {
    try {
      String text = Files.readString(file);
      return isList(file) ? Chain.ofList(text) : Chain.ofSingle(text);
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  private static boolean isList(Path file) {
    return file.toString().endsWith(LIST);
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static Path kept(Path file) {
    return file.resolveSibling(file.getFileName() + KEPT);
  }
}
