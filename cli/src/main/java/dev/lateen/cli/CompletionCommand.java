package dev.lateen.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code lateen completion}: a script for bash and zsh. */
@Command(
    name = "completion",
    description = "Prints completions for bash and zsh: source <(lateen completion)",
    sortOptions = false)
final class CompletionCommand implements Callable<Integer> {
  private final Lateen lateen;

  CompletionCommand(Lateen lateen) {
    this.lateen = lateen;
  }

  @Override
  public Integer call() {
    lateen.session().out().print(AutoComplete.bash("lateen", lateen.parser()));
    return 0;
  }
}
