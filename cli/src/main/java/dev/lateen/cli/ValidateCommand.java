package dev.lateen.cli;

import dev.lateen.cli.target.Metadata;
import dev.lateen.crds.Document;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lateen validate}: the answers of {@code apply}, without a mesh. */
@Command(
    name = "validate",
    description = "Checks files without a mesh; tells every problem.",
    sortOptions = false)
final class ValidateCommand implements Callable<Integer> {
  private final Lateen lateen;

  @Option(
      names = {"-f", "--filename"},
      required = true,
      paramLabel = "FILE",
      description = "A file, a folder, or - for the standard input; may be repeated.")
  private List<String> files = List.of();

  ValidateCommand(Lateen lateen) {
    this.lateen = lateen;
  }

  @Override
  public Integer call() {
    return lateen.session().sources().read(files).stream().mapToInt(this::report).max().orElse(0);
  }

  private int report(Document document) {
    var session = lateen.session();
    return switch (document) {
      case Document.Accepted(_, var raw, _) -> {
        session.print(Metadata.label(raw) + " valid");
        yield 0;
      }
      case Document.Foreign(_, var raw) -> {
        session.print(Metadata.label(raw) + " not checked");
        yield 0;
      }
      case Document.Refused refused -> {
        refused.messages().forEach(session::complain);
        yield 1;
      }
    };
  }
}
