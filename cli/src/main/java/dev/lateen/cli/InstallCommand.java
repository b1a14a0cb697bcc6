package dev.lateen.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.cli.output.Documents;
import dev.lateen.cli.target.Metadata;
import dev.lateen.cli.target.Target;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lateen install}: brings the operator to a cluster, or brings it up to date. */
@Command(
    name = "install",
    description = "Installs the operator and the definitions of its kinds on a cluster.",
    sortOptions = false)
final class InstallCommand implements Callable<Integer> {
  private final Lateen lateen;

  @Option(names = "--dry-run", description = "Only print what would be applied.")
  private boolean dryRun;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = "Image of the operator. Default localhost/lateen-operator:0.1.0.")
  private Optional<String> image = Optional.empty();

  InstallCommand(Lateen lateen) {
    this.lateen = lateen;
  }

  @Override
  public Integer call() {
    List<JsonNode> documents = Manifests.all(image);
    if (dryRun) {
      lateen.session().out().print(Documents.yaml(documents));
      return 0;
    }
    try (Target target = lateen.cluster("install")) {
      for (JsonNode document : documents) {
        lateen.session().print(Metadata.label(document) + " " + target.apply(document).outcome());
      }
    }
    return 0;
  }
}
