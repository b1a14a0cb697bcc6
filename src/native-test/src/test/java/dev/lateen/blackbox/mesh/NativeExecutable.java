package dev.lateen.blackbox.mesh;

import dev.lateen.tour.mesh.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What {@code make native} has built, if it has. */
final class NativeExecutable implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return find()
        .map(program -> ConditionEvaluationResult.enabled("with " + program))
        .orElseGet(
            () ->
                ConditionEvaluationResult.disabled(
                    "there is no native executable of the sidecar: make native"));
  }

  static Optional<Path> find() {
    var target = Programs.repository().resolve("sidecar/target");
    if (!Files.isDirectory(target)) {
      return Optional.empty();
    }
    try (var files = Files.list(target)) {
      return files.filter(NativeExecutable::isProgram).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isProgram(Path file) {
    return file.getFileName().toString().endsWith("-runner")
        && Files.isRegularFile(file)
        && Files.isExecutable(file);
  }
}
