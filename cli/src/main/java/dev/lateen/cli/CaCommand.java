package dev.lateen.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.cli.input.InvalidInputException;
import dev.lateen.cli.kind.Kind;
import dev.lateen.cli.kind.Kinds;
import dev.lateen.cli.target.Target;
import dev.lateen.crds.Formats;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lateen ca}: what the authority of the mesh is asked for, kept in its ServiceMesh. */
@Command(
    name = "ca",
    description = "Changes the root of the mesh, or revokes certificates and identities.",
    synopsisSubcommandLabel = "VERB",
    sortOptions = false)
final class CaCommand implements Runnable {
  private static final Kind MESH = Kinds.kind("ServiceMesh");

  private final Lateen lateen;

  @Spec private CommandLine.Model.CommandSpec spec;

  CaCommand(Lateen lateen) {
    this.lateen = lateen;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "name rotate or revoke");
  }

  @Command(
      name = "rotate",
      description =
          "Asks for a new root. Every sidecar trusts it before it issues, and the old one is dropped when nothing below it is in use.")
  int rotate() {
    int generation =
        change(
                identity ->
                    identity.put("rootGeneration", identity.path("rootGeneration").asInt(1) + 1))
            .path("rootGeneration")
            .asInt();
    lateen.session().print("root " + generation + " asked for");
    return 0;
  }

  @Command(
      name = "revoke",
      description =
          "Revokes an identity (spiffe://...), which gets nothing new while it is listed, or one certificate by its serial number.")
  int revoke(
      @Parameters(
              paramLabel = "IDENTITY|SERIAL",
              description = "spiffe://<trust domain>/ns/<ns>/sa/<sa>, or hexadecimal digits.")
          String revoked) {
    if (!revoked.matches(Formats.REVOKED)) {
      throw new InvalidInputException(
          "revoke: \""
              + revoked
              + "\": write an identity such as spiffe://cluster.local/ns/default/sa/reviews, or a serial number in lower-case hexadecimal");
    }
    change(
        identity -> {
          var list = identity.withArray("revoked");
          if (list.valueStream().noneMatch(listed -> listed.asText().equals(revoked))) {
            list.add(revoked);
          }
        });
    lateen.session().print(revoked + " revoked");
    return 0;
  }

  private ObjectNode change(Consumer<ObjectNode> change) {
    try (var target = lateen.target()) {
      ObjectNode mesh = mesh(target);
      mesh.remove("status");
      ObjectNode identity = mesh.withObject("/spec").withObject("/identity");
      change.accept(identity);
      target.apply(mesh);
      return identity;
    }
  }

  private ObjectNode mesh(Target target) {
    List<ObjectNode> meshes = target.list(MESH, lateen.namespace());
    if (meshes.size() != 1) {
      throw new InvalidInputException(
          Optional.of(meshes)
              .filter(List::isEmpty)
              .map(_ -> "there is no ServiceMesh; apply one first")
              .orElse("there are several ServiceMeshes; name the namespace of one with -n"));
    }
    return meshes.getFirst();
  }
}
