package dev.lateen.tour.mesh;

import dev.lateen.tour.process.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes rules and waits until the operator says that every sidecar obeys them.
 *
 * @param files the mesh directory
 * @param timeout how long to wait
 */
public record RuleChange(MeshFiles files, Duration timeout) {
  private static final String KIND = "RouteRule";

  /**
   * Applies every rule of a text.
   *
   * @return what the status says, and how long it took from the last file written
   * @throws Await.AwaitTimeoutException if a rule is not live in time
   */
  public Live apply(String rules) {
    var names = MeshFiles.documents(rules).stream().map(MeshFiles::name).toList();
    names.forEach(this::awaitForgotten);
    var before = generations(names);
    files.apply(rules);
    var took =
        Await.until(
            "status of " + String.join(", ", names) + " live",
            timeout,
            () -> names.stream().allMatch(name -> isLive(name, before.get(name))));
    var live = files.state(KIND, names.getLast()).flatMap(ResourceState::live).orElse("?");
    return new Live(names.size(), live, took);
  }

  /** A rule that was deleted a moment ago still has its status. */
  private void awaitForgotten(String name) {
    if (!files.exists(KIND, name)) {
      Await.until(
          "the end of the deleted rule " + name, timeout, () -> files.state(KIND, name).isEmpty());
    }
  }

  private Map<String, Long> generations(List<String> names) {
    return names.stream().collect(Collectors.toMap(Function.identity(), this::generation));
  }

  private long generation(String name) {
    return files.state(KIND, name).map(ResourceState::observedGeneration).orElse(0L);
  }

  private boolean isLive(String name, long before) {
    return files
        .state(KIND, name)
        .filter(state -> state.observedGeneration() != before)
        .filter(ResourceState::ready)
        .isPresent();
  }

  /**
   * Rules that every sidecar obeys.
   *
   * @param rules how many
   * @param proxies such as 7/7
   * @param took from writing to the status that says so
   */
  public record Live(int rules, String proxies, Duration took) {}
}
