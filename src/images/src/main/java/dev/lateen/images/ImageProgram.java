package dev.lateen.images;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an image of a context with a Containerfile, without an engine. */
@Command(name = "lateen-images", description = "Makes an image as a tar, without an engine.")
public final class ImageProgram implements Callable<Integer> {
  private final PrintStream err;

  @Option(names = "--base-tar", required = true, description = "Archive of the base image.")
  private Path base;

  @Option(names = "--name", required = true, description = "Name and tag of the image.")
  private String name;

  @Option(names = "--output", required = true, description = "Where it is written.")
  private Path output;

  @Parameters(paramLabel = "CONTEXT", description = "Folder with a Containerfile.")
  private Path context;

  ImageProgram(PrintStream err) {
    this.err = err;
  }

  /** Exit code 0 when done, 1 when it cannot be, 2 on wrong usage. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ImageProgram(System.err)).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Recipe recipe = Recipe.of(Files.readString(context.resolve("Containerfile")));
    recipe
        .skipped()
        .forEach(command -> err.println(name + ": not run, the base must have it: " + command));
    ImageTar.write(base, recipe, context, name, output);
    return 0;
  }
}
