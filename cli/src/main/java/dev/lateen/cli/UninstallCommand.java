package dev.lateen.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.cli.kind.Kind;
import dev.lateen.cli.kind.Kinds;
import dev.lateen.cli.target.Metadata;
import dev.lateen.cli.target.Target;
import dev.lateen.cli.target.TargetException;
import dev.lateen.injection.InjectionNames;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code lateen uninstall}: first the meshes, which the operator takes down, then the operator,
 * then the definitions and with them every rule.
 */
@Command(
    name = "uninstall",
    description = "Removes the meshes, the operator, and every rule with their definitions.",
    sortOptions = false)
final class UninstallCommand implements Callable<Integer> {
  private static final Kind MESH = Kinds.kind("ServiceMesh");
  private static final Kind CONFIG_MAP =
      new Kind("v1", "ConfigMap", "configmaps", List.of(), List.of());

  private final Lateen lateen;

  @Option(names = "--dry-run", description = "Only say what would be removed.")
  private boolean dryRun;

  @Option(names = "--keep-definitions", description = "Leave the definitions, and so the rules.")
  private boolean keepDefinitions;

  @Option(
      names = "--revision",
      paramLabel = "NAME",
      converter = RevisionConverter.class,
      description = "Only the operator of a revision that no namespace asks for any more.")
  private Optional<String> revision = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long the operator may take to remove a mesh. Default 60s.")
  private Duration timeout = Duration.ofSeconds(60);

  UninstallCommand(Lateen lateen) {
    this.lateen = lateen;
  }

  @Override
  public Integer call() {
    try (Target target = lateen.cluster("uninstall")) {
      Revisions revisions = new Revisions(target);
      if (revision.isPresent()) {
        revisions.requireUnused(revision.get());
        removeRevision(target, revision.get());
      } else {
        removeMeshes(target);
        revisions.installed().forEach(name -> removeRevision(target, name));
        removeMain(target);
      }
      return 0;
    }
  }

  private void removeMain(Target target) {
    Stream.concat(
            keepDefinitions ? Stream.empty() : Manifests.definitions(),
            Manifests.operator(Optional.empty()))
        .toList()
        .reversed()
        .forEach(document -> remove(target, document));
  }

  private void removeRevision(Target target, String name) {
    new RevisionManifests(name).own(Optional.empty()).forEach(document -> remove(target, document));
  }

  private void removeMeshes(Target target) {
    List<ObjectNode> meshes = meshes(target);
    for (ObjectNode mesh : meshes) {
      if (!dryRun) {
        target.delete(mesh);
      }
      say(mesh, true);
    }
    if (!dryRun && !meshes.isEmpty()) {
      await("a ServiceMesh", () -> meshes(target).isEmpty());
      List<String> rooted = namespacesOfRoots(target);
      await(
          "a ConfigMap " + InjectionNames.ROOTS,
          () ->
              rooted.stream()
                  .allMatch(in -> target.find(CONFIG_MAP, in, InjectionNames.ROOTS).isEmpty()));
    }
  }

  private void await(String what, BooleanSupplier gone) {
    new Deadline(lateen.session().clock(), timeout)
        .await(
            gone,
            () ->
                what
                    + " is still there after "
                    + timeout.toSeconds()
                    + "s; is the operator running?");
  }

  /** No other is made without a mesh. */
  private static List<String> namespacesOfRoots(Target target) {
    return target.list(CONFIG_MAP, Optional.empty()).stream()
        .filter(map -> Metadata.name(map).equals(InjectionNames.ROOTS))
        .map(map -> map.at("/metadata/namespace").asText())
        .toList();
  }

  /** None where the kind itself is not there any more. */
  private static List<ObjectNode> meshes(Target target) {
    try {
      return target.list(MESH, Optional.empty());
    } catch (TargetException e) {
      if (e.isNotFound()) {
        return List.of();
      }
      throw e;
    }
  }

  private void remove(Target target, JsonNode document) {
    say(document, dryRun || target.delete(document));
  }

  private void say(JsonNode document, boolean there) {
    String outcome = dryRun ? "would be deleted" : there ? "deleted" : "not found";
    lateen.session().print(Metadata.label(document) + " " + outcome);
  }
}
