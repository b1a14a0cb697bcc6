package dev.lateen.cli;

import dev.lateen.cli.input.InvalidInputException;
import dev.lateen.cli.output.Output;
import dev.lateen.cli.target.DirectoryTarget;
import dev.lateen.cli.target.KubernetesTarget;
import dev.lateen.cli.target.Target;
import dev.lateen.cli.target.TargetException;
import dev.lateen.cli.target.Targets;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code lateen}: options of all verbs, and the way to the mesh. */
@Command(
    name = "lateen",
    description = "Applies, shows and checks the rules of a Lateen mesh.",
    synopsisSubcommandLabel = "VERB",
    mixinStandardHelpOptions = false,
    sortOptions = false,
    footer = {
      "",
      "A mesh is a cluster (kubeconfig) or a mesh directory (--mesh-dir or LATEEN_MESH_DIR).",
      "Exit codes: 0 done, 1 failed or refused, 2 wrong usage."
    })
public final class Lateen implements Runnable {
  private final Session session;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-n", "--namespace"},
      scope = ScopeType.INHERIT,
      paramLabel = "NAMESPACE",
      description = "Namespace of resources that name none.")
  private Optional<String> namespace = Optional.empty();

  @Option(
      names = "--mesh-dir",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description = "The mesh directory. Default: the variable LATEEN_MESH_DIR.")
  private Optional<Path> meshDirectory = Optional.empty();

  @Option(
      names = "--kubeconfig",
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      description = "The file that names clusters. Default: KUBECONFIG, else ~/.kube/config.")
  private Optional<Path> kubeconfig = Optional.empty();

  @Option(
      names = "--context",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "Which cluster of the kubeconfig.")
  private Optional<String> context = Optional.empty();

  @Option(
      names = {"-o", "--output"},
      scope = ScopeType.INHERIT,
      paramLabel = "FORMAT",
      completionCandidates = OutputNames.class,
      description = "table, yaml, json or short; for inject the file to write.")
  private Optional<String> output = Optional.empty();

  @Option(
      names = {"-h", "--help"},
      scope = ScopeType.INHERIT,
      usageHelp = true,
      description = "Shows this help.")
  private boolean help;

  private Lateen(Session session) {
    this.session = session;
  }

  /** Runs the program; its name is the system property {@code lateen.cli.name}. */
  public static void main(String[] arguments) {
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    var session = Session.standard(System.getProperty("lateen.cli.name", "lateen"));
    System.exit(run(session, arguments));
  }

  /**
   * Runs one command line.
   *
   * @return the exit code: 0 done, 1 failed or refused, 2 wrong usage
   */
  static int run(Session session, String... arguments) {
    return commandLine(session).execute(arguments);
  }

  /** The parser with all verbs. */
  static CommandLine commandLine(Session session) {
    var lateen = new Lateen(session);
    return new CommandLine(lateen)
        .addSubcommand(new ApplyCommand(lateen))
        .addSubcommand(new GetCommand(lateen))
        .addSubcommand(new DeleteCommand(lateen))
        .addSubcommand(new StatusCommand(lateen))
        .addSubcommand(new ValidateCommand(lateen))
        .addSubcommand(new InstallCommand(lateen))
        .addSubcommand(new UpgradeCommand(lateen))
        .addSubcommand(new UninstallCommand(lateen))
        .addSubcommand(new InjectCommand(lateen))
        .addSubcommand(new CaCommand(lateen))
        .addSubcommand(new IdentityCommand(lateen))
        .addSubcommand(new JoinTokenCommand(lateen))
        .addSubcommand(new EnvoyBootstrapCommand(lateen))
        .addSubcommand(new VersionCommand(lateen))
        .addSubcommand(new CompletionCommand(lateen))
        .setCommandName(session.name())
        .setUsageHelpWidth(100)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(session.out(), true))
        .setErr(new PrintWriter(session.err(), true))
        .setExecutionStrategy(lateen::execute)
        .setExecutionExceptionHandler((failure, _, _) -> failed(session, failure));
  }

  /** Whatever a verb does, it does not begin under a format that nobody knows. */
  private int execute(ParseResult parsed) {
    if (!(parsed.asCommandLineList().getLast().getCommand() instanceof InjectCommand)) {
      output();
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static int failed(Session session, Exception failure) throws Exception {
    switch (failure) {
      case InvalidInputException invalid -> invalid.problems().forEach(session::complain);
      case TargetException unusable -> session.complain("error: " + unusable.getMessage());
      default -> throw failure;
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  Session session() {
    return session;
  }

  /** How to show results; usage is wrong where that is no format. */
  Output output() {
    return output.map(this::format).orElse(Output.TABLE);
  }

  private Output format(String text) {
    return Arrays.stream(Output.values())
        .filter(known -> known.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandLine.ParameterException(
                    spec.commandLine(), "-o: \"" + text + "\": write table, yaml, json or short"));
  }

  /** The same option for verbs that write documents: where to. */
  Optional<Path> outputFile() {
    return output.map(session.folder()::resolve);
  }

  Optional<String> namespace() {
    return namespace;
  }

  CommandLine parser() {
    return spec.commandLine();
  }

  /**
   * The mesh that the options and the environment name.
   *
   * @throws TargetException if it cannot be used
   */
  Target target() {
    if (meshDirectory.isPresent() && (kubeconfig.isPresent() || context.isPresent())) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--mesh-dir excludes --kubeconfig and --context: name one mesh");
    }
    var choice =
        new Targets.Choice(
            meshDirectory.map(session.folder()::resolve), kubeconfig, context, namespace);
    return Targets.choose(
        choice, session.environment(), warning -> session.complain("Warning: " + warning));
  }

  /**
   * The cluster that the options and the environment name.
   *
   * @param verb what is to be done there
   * @throws TargetException if it cannot be used
   * @throws InvalidInputException if a mesh directory is named instead
   */
  KubernetesTarget cluster(String verb) {
    return switch (target()) {
      case KubernetesTarget cluster -> cluster;
      case DirectoryTarget _ ->
          throw new InvalidInputException(
              verb + " is for a cluster: name one with --kubeconfig, and no mesh directory");
    };
  }

  /** Without a verb: shows the help and fails. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a verb is missing");
  }

  /** The formats, for completion. */
  static final class OutputNames extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    OutputNames() {
      super(
          Arrays.stream(Output.values())
              .map(known -> known.name().toLowerCase(Locale.ROOT))
              .toList());
    }
  }
}
