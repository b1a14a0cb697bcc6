package dev.lateen.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lateen.cli.input.InvalidInputException;
import dev.lateen.cli.kind.Kinds;
import dev.lateen.cli.output.Documents;
import dev.lateen.cli.target.Target;
import dev.lateen.crds.Document;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.injection.ControlPlane;
import dev.lateen.injection.InjectionSettings;
import dev.lateen.injection.PodInjector;
import dev.lateen.injection.WorkloadInjector;
import dev.lateen.injection.WorkloadInjector.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lateen inject}: does to files what the webhook does to pods (TM-180). */
@Command(
    name = "inject",
    description = "Writes documents again, with a sidecar in everything that makes pods.",
    sortOptions = false)
final class InjectCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where a mesh file that names no namespace is taken to be installed. */
  private static final String USUAL_NAMESPACE = "lateen-system";

  private final Lateen lateen;

  @Option(
      names = {"-f", "--filename"},
      required = true,
      paramLabel = "FILE",
      description = "A file, a folder, or - for the standard input; may be repeated.")
  private List<String> files = List.of();

  @Option(
      names = "--mesh-file",
      paramLabel = "FILE",
      description = "The ServiceMesh to go by. Default: that of the mesh.")
  private Optional<String> meshFile = Optional.empty();

  @Option(
      names = "--revision",
      paramLabel = "NAME",
      description = "The revision whose sidecars it writes. Default: that of the ServiceMesh.")
  private Optional<String> revision = Optional.empty();

  InjectCommand(Lateen lateen) {
    this.lateen = lateen;
  }

  @Override
  public Integer call() {
    List<Document> documents = lateen.session().sources().valid(files);
    WorkloadInjector injector = injector();
    List<JsonNode> injected = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Document document : documents) {
      Outcome outcome = injector.inject(document.raw());
      injected.add(outcome.document());
      outcome.notes().forEach(lateen.session()::complain);
      outcome.errors().stream()
          .map(FieldError::toString)
          .map(error -> document.origin() + ": " + error)
          .forEach(problems::add);
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
    write(Documents.yaml(injected));
    return 0;
  }

  private WorkloadInjector injector() {
    ServiceMesh mesh = meshFile.map(this::read).orElseGet(this::find);
    return new WorkloadInjector(
        new PodInjector(
            InjectionSettings.of(mesh, ControlPlane.of(mesh, revision, VersionCommand.client()))),
        lateen.namespace().orElse("default"));
  }

  private ServiceMesh read(String file) {
    ServiceMesh mesh =
        lateen.session().sources().valid(List.of(file)).stream()
            .mapMulti(InjectCommand::meshes)
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidInputException("--mesh-file: \"" + file + "\": has no ServiceMesh"));
    if (mesh.getMetadata().getNamespace() == null) {
      mesh.getMetadata().setNamespace(USUAL_NAMESPACE);
    }
    return mesh;
  }

  private static void meshes(Document document, Consumer<ServiceMesh> found) {
    if (document instanceof Document.Accepted(_, _, ServiceMesh mesh)) {
      found.accept(mesh);
    }
  }

  /** The oldest, which is the one in force. */
  private ServiceMesh find() {
    try (Target target = lateen.target()) {
      return target.list(Kinds.kind("ServiceMesh"), Optional.empty()).stream()
          .min(Comparator.comparing(mesh -> mesh.at("/metadata/creationTimestamp").asText()))
          .map(mesh -> JSON.convertValue(mesh, ServiceMesh.class))
          .orElseThrow(
              () ->
                  new InvalidInputException(
                      "there is no ServiceMesh; apply one first, or name one with --mesh-file"));
    }
  }

  private void write(String text) {
    lateen
        .outputFile()
        .ifPresentOrElse(file -> write(file, text), () -> lateen.session().out().print(text));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new InvalidInputException("-o: \"" + file + "\": cannot be written: " + e.getMessage());
    }
  }
}
