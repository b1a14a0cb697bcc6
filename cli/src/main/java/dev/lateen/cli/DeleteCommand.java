package dev.lateen.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.cli.input.InvalidInputException;
import dev.lateen.cli.kind.Kind;
import dev.lateen.cli.kind.Kinds;
import dev.lateen.cli.output.Output;
import dev.lateen.cli.target.Metadata;
import dev.lateen.cli.target.Target;
import dev.lateen.crds.Document;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lateen delete}: by kind and name, or what files describe. */
@Command(
    name = "delete",
    description = "Deletes resources by kind and name, or those that files describe.",
    sortOptions = false)
final class DeleteCommand implements Callable<Integer> {
  private final Lateen lateen;

  @Parameters(paramLabel = "KIND NAME...", arity = "0..*", description = "What to delete.")
  private List<String> words = List.of();

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE",
      description = "A file, a folder, or - for the standard input; may be repeated.")
  private List<String> files = List.of();

  DeleteCommand(Lateen lateen) {
    this.lateen = lateen;
  }

  @Override
  public Integer call() {
    if (files.isEmpty() == words.size() < 2 || !files.isEmpty() && !words.isEmpty()) {
      throw new CommandLine.ParameterException(
          lateen.parser().getSubcommands().get("delete"), "write KIND and NAME, or -f FILE");
    }
    return files.isEmpty() ? byName() : byFile();
  }

  private int byName() {
    try (var target = lateen.target()) {
      return words.stream().skip(1).mapToInt(name -> delete(target, name)).max().orElse(0);
    }
  }

  private int delete(Target target, String name) {
    var kind = kind();
    boolean deleted = target.delete(kind, target.namespace(), name);
    return report(deleted, kind.label(), kind.pluralLabel(), name);
  }

  private Kind kind() {
    try {
      var kinds = Kinds.named(words.getFirst());
      if (kinds.size() == 1) {
        return kinds.getFirst();
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(e.getMessage());
    }
    throw new InvalidInputException("kind: \"" + words.getFirst() + "\": name one kind");
  }

  private int byFile() {
    var documents = lateen.session().sources().read(files);
    try (var target = lateen.target()) {
      return documents.stream()
          .map(Document::raw)
          .filter(document -> !Metadata.name(document).isEmpty())
          .mapToInt(document -> delete(target, document))
          .max()
          .orElse(0);
    }
  }

  private int delete(Target target, JsonNode document) {
    var label = Metadata.label(document);
    var kind = label.substring(0, label.indexOf('/'));
    return report(target.delete(document), kind, kind, Metadata.name(document));
  }

  private int report(boolean deleted, String label, String plural, String name) {
    if (!deleted) {
      lateen.session().complain("error: " + plural + " \"" + name + "\" not found");
      return 1;
    }
    lateen
        .session()
        .print(
            lateen.output() == Output.SHORT
                ? label + "/" + name
                : label + " \"" + name + "\" deleted");
    return 0;
  }
}
