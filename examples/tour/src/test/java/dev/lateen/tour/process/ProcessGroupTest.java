package dev.lateen.tour.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessGroupTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @TempDir private Path logs;
  private ProcessGroup group;

  @BeforeEach
  void startGroup() {
    group = new ProcessGroup(logs);
  }

  @AfterEach
  void closeGroup() {
    group.close();
  }

  @Test
  void closeEndsEveryProgram() {
    // Given
    var first = start("first", "exec sleep 1000");
    var second = start("second", "exec sleep 1000");

    // When
    group.close();

    // Then
    assertThat(List.of(first.isAlive(), second.isAlive())).containsExactly(false, false);
  }

  @Test
  void killsWhatDoesNotEndWhenAsked() {
    // Given
    var stubborn = start("stubborn", "trap '' TERM; echo ready; while :; do sleep 0.2; done");
    Await.until("the trap", TIMEOUT, () -> !stubborn.tail(1).isEmpty());

    // When
    group.close();

    // Then
    assertThat(stubborn.isAlive()).isFalse();
    assertThat(stubborn.exitCode()).hasValue(128 + 9);
  }

  @Test
  void tellsWhichProgramHasFailedAndWhatItSaid() {
    // Given
    start("good", "exec sleep 1000");
    start("bad", "echo no such setting; exit 3");

    // When
    Await.until("the failure", TIMEOUT, () -> group.failed().isPresent());

    // Then
    var failed = group.failed().orElseThrow();
    assertThat(ProcessFailedException.of(failed, "ended"))
        .hasMessageContainingAll("bad ended", "bad.log", "no such setting");
  }

  @Test
  void aProgramThatWasStoppedHasNotFailed() {
    // Given
    start("one", "exec sleep 1000");

    // When
    group.stop("one");

    // Then
    assertThat(group.failed()).isEmpty();
    assertThat(group.find("one")).isEmpty();
  }

  @Test
  void doesNotStartAProgramTwice() {
    // Given
    start("one", "exec sleep 1000");

    // When // Then
    assertThatThrownBy(() -> start("one", "exec sleep 1000"))
        .isInstanceOf(ProcessFailedException.class)
        .hasMessage("one is already running");
  }

  @Test
  void nothingSurvivesWhenThisProcessIsKilled() throws Exception {
    // Given a virtual machine that starts a program and waits
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var pidFile = logs.resolve("pid");
    var parent =
        start(
            "parent",
            String.join(
                " ",
                "exec",
                java,
                "-cp",
                System.getProperty("java.class.path"),
                ParentProgram.class.getName(),
                logs.toString(),
                pidFile.toString()));
    Await.until("the program", TIMEOUT, () -> Files.exists(pidFile));
    var child = ProcessHandle.of(Long.parseLong(Files.readString(pidFile))).orElseThrow();
    assertThat(child.isAlive()).isTrue();

    // When
    parent.kill();

    // Then
    Await.until("the end of the program", TIMEOUT, () -> !child.isAlive());
  }

  private ManagedProcess start(String name, String script) {
    return group.start(name, List.of("sh", "-c", script), Map.of());
  }
}
