package dev.lateen.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.cli.output.Documents;
import dev.lateen.cli.target.KubernetesTarget;
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

  @Option(
      names = "--print",
      description = "Only print what would be applied, for kubectl apply --server-side -f.")
  private boolean print;

  @Option(names = "--dry-run", description = "Only show what would change on the cluster.")
  private boolean dryRun;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = "Image of the operator. Default localhost/lateen-operator:0.1.0.")
  private Optional<String> image = Optional.empty();

  @Option(
      names = "--revision",
      paramLabel = "NAME",
      converter = RevisionConverter.class,
      description = "An operator beside the main one, for namespaces with lateen.dev/rev=NAME.")
  private Optional<String> revision = Optional.empty();

  InstallCommand(Lateen lateen) {
    this.lateen = lateen;
  }

  @Override
  public Integer call() {
    List<JsonNode> documents = Manifests.all(revision, image);
    if (print) {
      lateen.session().out().print(Documents.yaml(documents));
      return 0;
    }
    try (KubernetesTarget target = lateen.cluster("install")) {
      var installing = new Installing(lateen.session(), target);
      if (dryRun) {
        installing.show(documents);
      } else {
        installing.apply(documents);
      }
    }
    return 0;
  }
}
