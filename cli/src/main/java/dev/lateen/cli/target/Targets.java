package dev.lateen.cli.target;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Chooses between a cluster and a mesh directory. */
public final class Targets {
  /** Names the mesh directory where no option does. */
  public static final String MESH_DIRECTORY_VARIABLE = "LATEEN_MESH_DIR";

  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
  private static final int REQUEST_TIMEOUT_MILLIS = 15_000;

  private Targets() {}

  /**
   * What the options and the environment ask for: the mesh directory when one is named and no
   * option names a cluster, else the cluster of the kubeconfig.
   *
   * @throws TargetException if it cannot be used, or nothing is named
   */
  public static Target choose(Choice choice, Map<String, String> environment) {
    var directory =
        choice
            .meshDirectory()
            .or(
                () ->
                    choice.namesCluster()
                        ? Optional.empty()
                        : variable(environment, MESH_DIRECTORY_VARIABLE).map(Path::of));
    return directory
        .<Target>map(folder -> new DirectoryTarget(folder, choice.namespace()))
        .orElseGet(() -> cluster(choice, environment));
  }

  private static Target cluster(Choice choice, Map<String, String> environment) {
    var config =
        choice
            .kubeconfig()
            .map(file -> config(file, choice.context()))
            .orElseGet(() -> ambient(choice.context(), environment));
    choice.namespace().ifPresent(config::setNamespace);
    return new KubernetesTarget(client(config));
  }

  /**
   * A client of the current cluster of a kubeconfig.
   *
   * @throws TargetException if the file cannot be read
   */
  public static KubernetesClient client(Path kubeconfig) {
    return client(config(kubeconfig, Optional.empty()));
  }

  private static KubernetesClient client(Config config) {
    var settings =
        new ConfigBuilder(ClientKeys.withAlgorithm(config))
            .withConnectionTimeout(CONNECT_TIMEOUT_MILLIS)
            .withRequestTimeout(REQUEST_TIMEOUT_MILLIS)
            .withRequestRetryBackoffLimit(0)
            .build();
    return new KubernetesClientBuilder().withConfig(settings).build();
  }

  private static Config config(Path file, Optional<String> context) {
    if (!Files.isReadable(file)) {
      throw new TargetException("kubeconfig: \"" + file + "\": cannot be read; name another");
    }
    return Config.fromKubeconfig(context.orElse(null), file.toFile());
  }

  private static Config ambient(Optional<String> context, Map<String, String> environment) {
    var home = variable(environment, "HOME").map(Path::of);
    boolean known =
        variable(environment, "KUBECONFIG").isPresent()
            || variable(environment, "KUBERNETES_SERVICE_HOST").isPresent()
            || home.filter(h -> Files.exists(h.resolve(".kube/config"))).isPresent();
    if (!known) {
      throw new TargetException(
          "no mesh is named; set --mesh-dir or "
              + MESH_DIRECTORY_VARIABLE
              + " to a mesh directory, or --kubeconfig or KUBECONFIG to a cluster");
    }
    return Config.autoConfigure(context.orElse(null));
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  /**
   * What the options say.
   *
   * @param meshDirectory a mesh directory
   * @param kubeconfig a file that names clusters
   * @param context which of them
   * @param namespace of resources that name none
   */
  public record Choice(
      Optional<Path> meshDirectory,
      Optional<Path> kubeconfig,
      Optional<String> context,
      Optional<String> namespace) {
    boolean namesCluster() {
      return kubeconfig.isPresent() || context.isPresent();
    }
  }
}
