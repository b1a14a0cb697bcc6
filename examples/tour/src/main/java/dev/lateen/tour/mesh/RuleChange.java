package dev.lateen.tour.mesh;

import dev.lateen.tour.process.Await;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes rules and waits until the operator says that every sidecar obeys them.
 *
 * @param files the mesh directory
 * @param timeout how long to wait
 */
public record RuleChange(MeshFiles files, Duration timeout) {
  /**
   * Applies every rule of a text.
   *
   * @return what the status says, and how long it took from the last file written
   * @throws Await.AwaitTimeoutException if a rule is not live in time
   */
  public Live apply(String rules) {
    var written = MeshFiles.documents(rules).stream().map(Rule::of).toList();
    written.forEach(this::awaitForgotten);
    var before = written.stream().collect(Collectors.toMap(Function.identity(), this::generation));
    files.apply(rules);
    var names = written.stream().map(Rule::name).collect(Collectors.joining(", "));
    var took =
        Await.until(
            "status of " + names + " live",
            timeout,
            () -> written.stream().allMatch(rule -> isLive(rule, before.get(rule))));
    var live = state(written.getLast()).flatMap(ResourceState::live).orElse("?");
    return new Live(written.size(), live, took);
  }

  /** A rule that was deleted a moment ago still has its status. */
  private void awaitForgotten(Rule rule) {
    if (!files.exists(rule.kind(), rule.namespace(), rule.name())) {
      Await.until(
          "the end of the deleted rule " + rule.name(), timeout, () -> state(rule).isEmpty());
    }
  }

  private long generation(Rule rule) {
    return state(rule).map(ResourceState::observedGeneration).orElse(0L);
  }

  private boolean isLive(Rule rule, long before) {
    return state(rule)
        .filter(state -> state.observedGeneration() != before)
        .filter(ResourceState::ready)
        .isPresent();
  }

  private Optional<ResourceState> state(Rule rule) {
    return files.state(rule.kind(), rule.namespace(), rule.name());
  }

  private record Rule(String kind, String namespace, String name) {
    private static Rule of(String document) {
      return new Rule(
          MeshFiles.kind(document), MeshFiles.namespace(document), MeshFiles.name(document));
    }
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
