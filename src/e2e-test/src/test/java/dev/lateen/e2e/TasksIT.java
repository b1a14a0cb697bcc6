package dev.lateen.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the pages of {@code docs/tasks} say is what happens. */
@EndToEnd
class TasksIT {
  /** In this order: the first deploys Bookinfo, the last removes it. */
  private static final List<String> PAGES =
      List.of(
          "bookinfo",
          "request-routing",
          "traffic-shifting",
          "canary",
          "fault-injection",
          "request-timeouts",
          "circuit-breaking",
          "mirroring",
          "ingress",
          "egress",
          "integrating-services",
          "mutual-tls",
          "plug-in-a-ca",
          "clean-up");

  TasksIT(InstalledMesh installed) {
    assertThat(installed).isNotNull();
  }

  @TestFactory
  @DisplayName("on a cluster the pages of the tasks do what they say")
  Stream<DynamicTest> pages() {
    return PAGES.stream()
        .map(TaskPage::read)
        .map(page -> DynamicTest.dynamicTest(page.name(), () -> doesWhatItSays(page)));
  }

  private static void doesWhatItSays(TaskPage page) {
    List<String> printed = page.run();
    assertThat(printed)
        .as("blocks of %s", page.name())
        .hasSizeGreaterThanOrEqualTo(page.steps().size());
    IntStream.range(0, page.steps().size())
        .forEach(
            i ->
                assertThat(printed.get(i))
                    .as("%s, block %d: %s", page.name(), i + 1, page.steps().get(i).output())
                    .matches(text -> page.steps().get(i).isShownBy(text), "is what the page says"));
  }
}
