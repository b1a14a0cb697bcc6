package dev.lateen.cli.target;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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
   * @param warnings told of what a cluster warns of, one text each
   * @throws TargetException if it cannot be used, or nothing is named
   */
  public static Target choose(
      Choice choice, Map<String, String> environment, Consumer<String> warnings) {
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
        .orElseGet(() -> cluster(choice, environment, warnings));
  }

  private static Target cluster(
      Choice choice, Map<String, String> environment, Consumer<String> warnings) {
    var config =
        choice
            .kubeconfig()
            .map(file -> config(file, choice.context()))
            .orElseGet(() -> ambient(choice.context(), environment));
    choice.namespace().ifPresent(config::setNamespace);
    return new KubernetesTarget(client(config, warnings));
  }

  /**
   * A client of the current cluster of a kubeconfig.
   *
   * @throws TargetException if the file cannot be read
   */
  public static KubernetesClient client(Path kubeconfig) {
    return client(config(kubeconfig, Optional.empty()), _ -> {});
  }

  private static KubernetesClient client(Config config, Consumer<String> warnings) {
    var settings =
        new ConfigBuilder(ClientKeys.withAlgorithm(config))
            .withConnectionTimeout(CONNECT_TIMEOUT_MILLIS)
            .withRequestTimeout(REQUEST_TIMEOUT_MILLIS)
            .withRequestRetryBackoffLimit(0)
            .build();
    return new KubernetesClientBuilder()
        .withConfig(settings)
        .withHttpClientBuilderConsumer(
            http -> http.addOrReplaceInterceptor("warnings", new WarningHeaders(warnings)))
        .build();
  }

  private static Config config(Path file, Optional<String> context) {
    if (!Files.isReadable(file)) {
      throw new TargetException("kubeconfig: \"" + file + "\": cannot be read; name another");
    }
    return inContext(parse(file, context), context, "\"" + file + "\"");
  }

  /** The library takes the current context where there is none of the name. */
  private static Config inContext(Config config, Optional<String> wanted, String where) {
    var found = Optional.ofNullable(config.getCurrentContext()).map(NamedContext::getName);
    if (wanted.isPresent() && !wanted.equals(found)) {
      throw new TargetException(
          "kubeconfig: "
              + where
              + ": has no context \""
              + wanted.orElseThrow()
              + "\"; name another with --context");
    }
    return config;
  }

  private static Config parse(Path file, Optional<String> context) {
    try {
      return Config.fromKubeconfig(context.orElse(null), file.toFile());
    } catch (RuntimeException e) {
      // The library throws whatever its YAML parser does, or a wrapper of it.
      var cause = Optional.ofNullable(e.getCause()).orElse(e);
      var lines = String.valueOf(cause.getMessage()).lines();
      throw new TargetException(
          "kubeconfig: \"" + file + "\": " + lines.findFirst().orElse("") + "; correct it", e);
    }
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
    return inContext(Config.autoConfigure(context.orElse(null)), context, "of the environment");
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
