package dev.lateen.bench.peer;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Programs of the machine. */
public final class Tools {
  private Tools() {}

  /** Says that a program is not on the path; empty when it is. */
  public static Optional<String> missing(String program) {
    boolean found =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    return found ? Optional.empty() : Optional.of(program + " is not installed");
  }
}
