package dev.lateen.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.cli.input.InvalidInputException;
import dev.lateen.cli.kind.Kind;
import dev.lateen.cli.kind.Kinds;
import dev.lateen.cli.output.Documents;
import dev.lateen.cli.output.Table;
import dev.lateen.cli.target.Metadata;
import dev.lateen.cli.target.Target;
import dev.lateen.cli.target.TargetException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lateen get}: resources with their state. */
@Command(name = "get", description = "Shows resources with their state.", sortOptions = false)
final class GetCommand implements Callable<Integer> {
  private final Lateen lateen;

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description = "Singular, plural or short name; several with commas; or all.")
  private String kinds = "";

  @Parameters(index = "1..*", arity = "0..*", paramLabel = "NAME", description = "Only these.")
  private List<String> names = List.of();

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "Of every namespace.")
  private boolean everywhere;

  GetCommand(Lateen lateen) {
    this.lateen = lateen;
  }

  @Override
  public Integer call() {
    var chosen = kinds();
    try (var target = lateen.target()) {
      var groups =
          chosen.stream()
              .map(kind -> new Group(kind, find(target, kind)))
              .filter(group -> !group.resources().isEmpty())
              .toList();
      if (groups.isEmpty()) {
        lateen.session().complain(nothing(target));
      }
      print(groups);
      return 0;
    }
  }

  private List<Kind> kinds() {
    try {
      return Kinds.named(kinds);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(e.getMessage());
    }
  }

  private List<ObjectNode> find(Target target, Kind kind) {
    if (names.isEmpty()) {
      return target.list(kind, everywhere ? Optional.empty() : Optional.of(target.namespace()));
    }
    return names.stream().map(name -> find(target, kind, name)).toList();
  }

  private static ObjectNode find(Target target, Kind kind, String name) {
    return target
        .find(kind, target.namespace(), name)
        .orElseThrow(() -> new TargetException(kind.pluralLabel() + " \"" + name + "\" not found"));
  }

  private String nothing(Target target) {
    return everywhere
        ? "No resources found."
        : "No resources found in " + target.namespace() + " namespace.";
  }

  private void print(List<Group> groups) {
    var all = groups.stream().flatMap(group -> group.resources().stream()).toList();
    var out = lateen.session().out();
    switch (lateen.output()) {
      case SHORT -> all.forEach(resource -> out.println(Metadata.label(resource)));
      case YAML -> out.print(Documents.yaml(all));
      case JSON ->
          out.print(
              Documents.json(names.size() == 1 && all.size() == 1 ? all.getFirst() : list(all)));
      case TABLE -> tables(groups);
    }
  }

  private static ObjectNode list(List<ObjectNode> items) {
    var list = JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "List");
    list.putArray("items").addAll(items);
    return list;
  }

  private void tables(List<Group> groups) {
    var separator = "";
    for (var group : groups) {
      lateen.session().out().print(separator);
      table(group, groups.size() > 1).lines().forEach(lateen.session()::print);
      separator = System.lineSeparator();
    }
  }

  private Table table(Group group, boolean labels) {
    var now = lateen.session().clock().instant();
    var columns = group.kind().columns();
    var table =
        new Table(
            Stream.of(titles(), columns.stream().map(column -> column.name()))
                .flatMap(titles -> titles)
                .toList());
    for (var resource : group.resources()) {
      var name = labels ? Metadata.label(resource) : Metadata.name(resource);
      var first =
          everywhere ? Stream.of(Metadata.namespace(resource).orElse(""), name) : Stream.of(name);
      table.add(
          Stream.concat(first, columns.stream().map(column -> column.cell(resource, now)))
              .toList());
    }
    return table;
  }

  private Stream<String> titles() {
    return everywhere ? Stream.of("Namespace", "Name") : Stream.of("Name");
  }

  /** Resources of one kind. */
  private record Group(Kind kind, List<ObjectNode> resources) {}
}
