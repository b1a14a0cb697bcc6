package dev.lateen.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.cli.input.InvalidInputException;
import dev.lateen.cli.kind.Kind;
import dev.lateen.cli.kind.Kinds;
import dev.lateen.cli.target.Target;
import dev.lateen.cli.target.TargetException;
import dev.lateen.crds.Formats;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lateen ca}: what the authority of the mesh is asked for, kept in its ServiceMesh. */
@Command(
    name = "ca",
    description =
        "Shows the authority of the mesh, changes its root, or revokes certificates and"
            + " identities.",
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
    throw new CommandLine.ParameterException(spec.commandLine(), "name status, rotate or revoke");
  }

  @Command(
      name = "rotate",
      description =
          "Asks for a new root and shows each step. Every sidecar trusts it before it issues, and"
              + " the old one is dropped when nothing below it is in use. While a change is under"
              + " way it is watched, and no other asked for.")
  int rotate(
      @Option(names = "--no-wait", description = "Only asks for it.") boolean noWait,
      @Option(
              names = "--timeout",
              paramLabel = "DURATION",
              converter = DurationConverter.class,
              defaultValue = "10m",
              description = "How long to watch. Default 10m.")
          Duration timeout) {
    try (var target = lateen.target()) {
      ObjectNode mesh = mesh(target);
      int root = isUnderWay(mesh) ? newest(mesh) : newest(mesh) + 1;
      if (isUnderWay(mesh)) {
        lateen.session().print("root " + root + " is asked for already");
      } else {
        change(target, identity -> identity.put("rootGeneration", root));
        lateen.session().print("root " + root + " asked for");
      }
      if (!noWait) {
        new RotationWatch(lateen.session(), () -> mesh(target), timeout).until(root);
      }
      return 0;
    }
  }

  /** By the operator's words; where it has said nothing nothing is. */
  private static boolean isUnderWay(ObjectNode mesh) {
    return AuthorityStatus.of(mesh).filter(status -> !status.isAlone(wanted(mesh))).isPresent();
  }

  private static int wanted(ObjectNode mesh) {
    return mesh.at("/spec/identity/rootGeneration").asInt(1);
  }

  /** The authority outlives the ServiceMesh, and may have come further than a new one asks for. */
  private static int newest(ObjectNode mesh) {
    return Math.max(
        wanted(mesh), AuthorityStatus.of(mesh).map(AuthorityStatus::generation).orElse(1));
  }

  @Command(
      name = "status",
      description =
          "Shows the root of the mesh, where a change of it stands, and how many certificates are"
              + " revoked.")
  int status() {
    ObjectNode mesh = mesh();
    AuthorityStatus.trouble(mesh)
        .ifPresent(message -> lateen.session().print("trouble     " + message));
    AuthorityStatus.of(mesh)
        .orElseThrow(
            () ->
                new TargetException(
                    "the operator has said nothing of an authority; is it running, with"
                        + " lateen.identity.enabled?"))
        .lines()
        .forEach(lateen.session()::print);
    return 0;
  }

  @Command(
      name = "revoke",
      description =
          "Revokes an identity (spiffe://...), which gets nothing new while it is listed, or one"
              + " certificate by its serial number.")
  int revoke(
      @Parameters(
              paramLabel = "IDENTITY|SERIAL",
              description = "spiffe://<trust domain>/ns/<ns>/sa/<sa>, or hexadecimal digits.")
          String revoked) {
    if (!revoked.matches(Formats.REVOKED)) {
      throw new InvalidInputException(
          "revoke: \""
              + revoked
              + "\": write an identity such as spiffe://cluster.local/ns/default/sa/reviews, or a"
              + " serial number in lower-case hexadecimal");
    }
    try (var target = lateen.target()) {
      change(target, identity -> list(identity.withArray("revoked"), revoked));
    }
    lateen.session().print(revoked + " revoked");
    return 0;
  }

  private static void list(ArrayNode listed, String revoked) {
    if (listed.valueStream().noneMatch(known -> known.asText().equals(revoked))) {
      listed.add(revoked);
    }
  }

  private void change(Target target, Consumer<ObjectNode> change) {
    ObjectNode mesh = mesh(target);
    mesh.remove("status");
    change.accept(mesh.withObject("/spec").withObject("/identity"));
    target.apply(mesh);
  }

  private ObjectNode mesh() {
    try (var target = lateen.target()) {
      return mesh(target);
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
