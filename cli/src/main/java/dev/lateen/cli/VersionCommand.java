package dev.lateen.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.cli.kind.Kinds;
import dev.lateen.cli.output.Documents;
import dev.lateen.cli.output.Output;
import dev.lateen.cli.target.Target;
import dev.lateen.cli.target.TargetException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lateen version}: of this program, and of the mesh where it can be reached. */
@Command(
    name = "version",
    description = "Shows the version of this program, the operator and the sidecars.",
    sortOptions = false)
final class VersionCommand implements Callable<Integer> {
  private final Lateen lateen;

  @Option(names = "--client", description = "Only of this program.")
  private boolean clientOnly;

  VersionCommand(Lateen lateen) {
    this.lateen = lateen;
  }

  /** The version of this program. */
  static String client() {
    return Optional.ofNullable(Lateen.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  @Override
  public Integer call() {
    var versions = JsonNodeFactory.instance.objectNode().put("client", client());
    if (!clientOnly) {
      addMesh(versions);
    }
    var out = lateen.session().out();
    switch (lateen.output()) {
      case JSON -> out.print(Documents.json(versions));
      case YAML -> out.print(Documents.yaml(versions));
      case SHORT -> out.println(client());
      case TABLE ->
          versions
              .properties()
              .forEach(
                  entry ->
                      out.println("%-10s".formatted(entry.getKey()) + entry.getValue().asText()));
    }
    return 0;
  }

  private void addMesh(ObjectNode versions) {
    try (var target = lateen.target()) {
      versions.put("operator", operator(target)).put("sidecars", sidecars(target));
    } catch (TargetException e) {
      if (lateen.output() != Output.SHORT) {
        versions.put("operator", "not reachable: " + e.getMessage());
      }
    }
  }

  private static String operator(Target target) {
    return target.list(Kinds.kind("ServiceMesh"), Optional.empty()).stream()
        .map(mesh -> mesh.path("status").path("version").asText())
        .filter(version -> !version.isEmpty())
        .distinct()
        .collect(Collectors.collectingAndThen(Collectors.joining(", "), VersionCommand::orUnknown));
  }

  private static String sidecars(Target target) {
    var counts = new TreeMap<String, Long>();
    target.list(Kinds.kind("MeshStatus"), Optional.empty()).stream()
        .flatMap(mesh -> mesh.path("status").path("proxies").valueStream())
        .collect(Collectors.toMap(VersionCommand::id, proxy -> proxy, (one, _) -> one))
        .values()
        .forEach(proxy -> counts.merge(orUnknown(proxy.path("version").asText()), 1L, Long::sum));
    return orUnknown(
        counts.entrySet().stream()
            .map(count -> count.getKey() + " (" + count.getValue() + ")")
            .collect(Collectors.joining(", ")));
  }

  private static String id(JsonNode proxy) {
    return proxy.path("namespace").asText() + "/" + proxy.path("name").asText();
  }

  private static String orUnknown(String version) {
    return version.isEmpty() ? "unknown" : version;
  }
}
