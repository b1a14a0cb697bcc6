package dev.lateen.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** All who could take part on this machine. */
public final class Roster {
  private Roster() {}

  /**
   * The peers, in the order of the table.
   *
   * @param root of the repository
   * @param envoy a stock Envoy
   * @param sidecars more sidecars, each {@code name=program option...}
   */
  public static List<Peer> of(Path root, Optional<Path> envoy, List<String> sidecars) {
    List<Peer> peers = new ArrayList<>();
    peers.add(new Direct());
    peers.add(new Haproxy());
    peers.add(new Nginx());
    peers.add(new Envoy(envoy));
    peers.add(new Lateen("lateen", List.of(root.resolve("bin/lateen-sidecar").toString())));
    nativeExecutable(root)
        .ifPresent(program -> peers.add(new Lateen("lateen-native", List.of(program.toString()))));
    sidecars.forEach(sidecar -> peers.add(other(sidecar)));
    return List.copyOf(peers);
  }

  private static Lateen other(String sidecar) {
    int name = sidecar.indexOf('=');
    if (name < 1) {
      throw new IllegalArgumentException(
          "--sidecar \"" + sidecar + "\" must look like name=program");
    }
    return new Lateen(
        sidecar.substring(0, name), Arrays.asList(sidecar.substring(name + 1).split(" +")));
  }

  private static Optional<Path> nativeExecutable(Path root) {
    Path target = root.resolve("sidecar/target");
    if (!Files.isDirectory(target)) {
      return Optional.empty();
    }
    try (var files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-runner"))
          .filter(Files::isExecutable)
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
