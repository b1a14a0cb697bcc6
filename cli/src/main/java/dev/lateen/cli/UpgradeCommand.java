package dev.lateen.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.cli.target.KubernetesTarget;
import dev.lateen.cli.target.Metadata;
import dev.lateen.cli.target.TargetException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code lateen upgrade}: brings an operator that is installed to the version of this program, and
 * waits until it runs. Called with an older program it is the way back.
 */
@Command(
    name = "upgrade",
    description = "Brings the operator and the definitions on a cluster to this version.",
    sortOptions = false)
final class UpgradeCommand implements Callable<Integer> {
  private static final String IMAGE = "/spec/template/spec/containers/0/image";

  private final Lateen lateen;

  @Option(names = "--dry-run", description = "Only show what would change on the cluster.")
  private boolean dryRun;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = "Image of the operator. Default localhost/lateen-operator:0.1.0.")
  private Optional<String> image = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long the operator may take to run. Default 2m.")
  private Duration timeout = Duration.ofMinutes(2);

  @Option(
      names = "--revision",
      paramLabel = "NAME",
      converter = RevisionConverter.class,
      description = "The operator of a revision, not the main one.")
  private Optional<String> revision = Optional.empty();

  UpgradeCommand(Lateen lateen) {
    this.lateen = lateen;
  }

  @Override
  public Integer call() {
    List<JsonNode> documents = Manifests.all(revision, image);
    JsonNode deployment = deployment(documents);
    try (KubernetesTarget target = lateen.cluster("upgrade")) {
      JsonNode running =
          target
              .find(deployment)
              .orElseThrow(
                  () ->
                      new TargetException(
                          Metadata.label(deployment)
                              + " is not in lateen-system: run lateen install"
                              + revision.map(name -> " --revision " + name).orElse("")));
      var installing = new Installing(lateen.session(), target);
      if (dryRun) {
        installing.show(documents);
        return 0;
      }
      installing.apply(documents);
      await(target, deployment);
      say(running, deployment);
    }
    return 0;
  }

  /** That of the operator. */
  private static JsonNode deployment(List<JsonNode> documents) {
    return documents.stream()
        .filter(document -> document.path("kind").asText().equals("Deployment"))
        .findFirst()
        .orElseThrow();
  }

  private void await(KubernetesTarget target, JsonNode deployment) {
    new Deadline(lateen.session().clock(), timeout)
        .await(
            () -> target.find(deployment).filter(UpgradeCommand::isRolledOut).isPresent(),
            () ->
                Metadata.label(deployment)
                    + " does not run after "
                    + timeout.toSeconds()
                    + "s: "
                    + target.find(deployment).map(UpgradeCommand::trouble).orElse("it is gone"));
  }

  private static boolean isRolledOut(JsonNode deployment) {
    JsonNode status = deployment.path("status");
    int wanted = deployment.at("/spec/replicas").asInt();
    return status.path("observedGeneration").asLong()
            >= deployment.at("/metadata/generation").asLong()
        && status.path("updatedReplicas").asInt() == wanted
        && status.path("availableReplicas").asInt() == wanted
        && status.path("replicas").asInt() == wanted;
  }

  /** What its conditions say. */
  private static String trouble(JsonNode deployment) {
    List<String> messages =
        deployment
            .at("/status/conditions")
            .valueStream()
            .map(condition -> condition.path("message").asText())
            .toList();
    return messages.isEmpty() ? "nothing is known of its pods" : String.join(" ", messages);
  }

  private void say(JsonNode before, JsonNode after) {
    lateen
        .session()
        .print(
            "upgraded from %s to %s"
                .formatted(before.at(IMAGE).asText(), after.at(IMAGE).asText()));
  }
}
