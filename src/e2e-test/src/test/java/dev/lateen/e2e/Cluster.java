package dev.lateen.e2e;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The cluster of the tests: that of KUBECONFIG, else one that is made for them of an image. */
final class Cluster implements AutoCloseable {
  static final String KUBECONFIG = "KUBECONFIG";

  /** The image of K3s to make a cluster of. */
  private static final String IMAGE = "LATEEN_K3S_IMAGE";

  /** Where the configuration of a cluster stands that was made. */
  private static final String MADE = "lateen.e2e.kubeconfig";

  private final Optional<K3s> made;

  private Cluster(Optional<K3s> made) {
    this.made = made;
  }

  /** Why there can be none; empty when there can. */
  static Optional<String> missing() {
    return Stream.of(KUBECONFIG, IMAGE).anyMatch(name -> System.getenv(name) != null)
        ? Optional.empty()
        : Optional.of(
            "SKIPPED: KUBECONFIG names no cluster, and " + IMAGE + " nothing to make one");
  }

  static Cluster find() {
    if (System.getenv(KUBECONFIG) != null) {
      loadImages();
      return new Cluster(Optional.empty());
    }
    K3s cluster =
        K3s.start(System.getenv(IMAGE), images().map(Programs.repository()::resolve).toList());
    Path configuration = Programs.repository().resolve("target/k3s.yaml");
    cluster.writeConfiguration(configuration);
    System.setProperty(MADE, configuration.toString());
    return new Cluster(Optional.of(cluster));
  }

  /** What programs need to know of it that their environment does not say. */
  static Optional<Path> configuration() {
    return Optional.ofNullable(System.getProperty(MADE)).map(Path::of);
  }

  /** LATEEN_LOAD_IMAGES is a command that gets the tars of {@code bin/images --tars}. */
  private static void loadImages() {
    Optional.ofNullable(System.getenv("LATEEN_LOAD_IMAGES"))
        .filter(command -> !command.isBlank())
        .ifPresent(
            command ->
                Programs.must(
                    Stream.concat(Stream.of(command.split(" ")), images().map(Path::toString))
                        .toList(),
                    ""));
  }

  private static Stream<Path> images() {
    return Stream.of(InstalledMesh.SIDECAR, "operator", "e2e", "bookinfo")
        .map(name -> Path.of("target/images/lateen-" + name + ".tar"));
  }

  @Override
  public void close() {
    made.ifPresent(K3s::close);
  }
}
