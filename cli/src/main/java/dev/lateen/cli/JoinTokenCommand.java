package dev.lateen.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.cli.input.InvalidInputException;
import dev.lateen.cli.kind.Kinds;
import dev.lateen.cli.target.DirectoryTarget;
import dev.lateen.cli.target.JoinTokens;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lateen join-token}: how a workload of a mesh directory proves itself the first time. */
@Command(
    name = "join-token",
    description =
        "Prints a token with which the sidecar of a Workload gets its first certificate, once. For a mesh directory.",
    sortOptions = false)
final class JoinTokenCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Lateen lateen;

  @Parameters(paramLabel = "WORKLOAD", description = "Name of the Workload.")
  private String workload = "";

  @Option(
      names = "--valid",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "For how long it is good, at most 24h. Default 10m.")
  private Duration valid = Duration.ofMinutes(10);

  JoinTokenCommand(Lateen lateen) {
    this.lateen = lateen;
  }

  @Override
  public Integer call() {
    if (!valid.isPositive() || valid.compareTo(LONGEST) > 0) {
      throw new InvalidInputException("--valid: \"" + valid + "\": from 1s to 24h");
    }
    try (var target = lateen.target()) {
      if (!(target instanceof DirectoryTarget directory)) {
        throw new InvalidInputException(
            "a cluster knows its pods by their service account tokens; join tokens are for mesh directories (--mesh-dir)");
      }
      ObjectNode document =
          target
              .find(Kinds.kind("Workload"), target.namespace(), workload)
              .orElseThrow(
                  () ->
                      new InvalidInputException(
                          "workload: \""
                              + workload
                              + "\": there is none in the namespace "
                              + target.namespace()
                              + "; apply it first"));
      lateen
          .session()
          .print(
              new JoinTokens(directory.folder(), new SecureRandom())
                  .create(
                      target.namespace() + "/" + workload,
                      document.at("/spec/serviceAccount").asText("default"),
                      lateen.session().clock().instant().plus(valid)));
      return 0;
    }
  }
}
