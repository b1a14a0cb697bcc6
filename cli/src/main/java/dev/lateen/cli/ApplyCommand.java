package dev.lateen.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.cli.input.InvalidInputException;
import dev.lateen.cli.output.Documents;
import dev.lateen.cli.target.Applied;
import dev.lateen.cli.target.Metadata;
import dev.lateen.cli.target.Target;
import dev.lateen.crds.Document;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lateen apply}: nothing is changed unless every document is valid. */
@Command(
    name = "apply",
    description = "Creates or changes resources, once all of them are valid.",
    sortOptions = false)
final class ApplyCommand implements Callable<Integer> {
  private final Lateen lateen;

  @Option(
      names = {"-f", "--filename"},
      required = true,
      paramLabel = "FILE",
      description = "A file, a folder, or - for the standard input; may be repeated.")
  private List<String> files = List.of();

  @Option(names = "--wait", description = "Wait until every sidecar obeys the rules.")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long to wait, such as 10s. Default 30s.")
  private Duration timeout = Duration.ofSeconds(30);

  ApplyCommand(Lateen lateen) {
    this.lateen = lateen;
  }

  @Override
  public Integer call() {
    var documents = lateen.session().sources().valid(files);
    try (var target = lateen.target()) {
      refuseForeign(documents, target);
      var applied = new ArrayList<Waiting.Rule>();
      for (var document : documents) {
        var result = target.apply(document.raw());
        report(document.raw(), result);
        applied.add(new Waiting.Rule(document.raw(), result));
      }
      return wait ? new Waiting(lateen.session(), target, timeout).await(applied) : 0;
    }
  }

  private static void refuseForeign(List<Document> documents, Target target) {
    var problems =
        documents.stream()
            .flatMap(d -> target.refusal(d.raw()).map(why -> d.origin() + ": " + why).stream())
            .toList();
    if (!problems.isEmpty()) {
      throw new InvalidInputException(problems);
    }
  }

  private void report(JsonNode document, Applied applied) {
    var label = Metadata.label(document);
    switch (lateen.output()) {
      case TABLE -> lateen.session().print(label + " " + applied.outcome());
      case SHORT -> lateen.session().print(label);
      case YAML -> lateen.session().out().print(Documents.yaml(Stream.of(document).toList()));
      case JSON -> lateen.session().out().print(Documents.json(document));
    }
  }
}
