package dev.lateen.operator.discovery.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lateen.crds.v1alpha1.StringMatch;
import dev.lateen.operator.discovery.compile.PathCondition.Path;
import dev.lateen.operator.platform.model.IngressPath;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IngressScopeTest {

  @Test
  void ruleWithoutPathTakesTheWholePathOfTheIngress() {
    assertThat(path(IngressPath.Kind.EXACT, "/a", null)).contains(new Path.Exact("/a"));
    assertThat(path(IngressPath.Kind.PREFIX, "/a/", null)).contains(new Path.Elements("/a"));
    assertThat(path(IngressPath.Kind.REGEX, "/a.*b", null)).contains(new Path.Regex("/a.*b"));
  }

  @Test
  void longerPrefixWins() {
    assertThat(path(IngressPath.Kind.PREFIX, "/a", StringMatch.prefix("/a/b")))
        .contains(new Path.Prefix("/a/b"));
    assertThat(path(IngressPath.Kind.PREFIX, "/a/b", StringMatch.prefix("/a")))
        .contains(new Path.Elements("/a/b"));
    assertThat(path(IngressPath.Kind.PREFIX, "/", StringMatch.prefix("/a")))
        .contains(new Path.Prefix("/a"));
  }

  @Test
  void exactMustBeInsideThePrefix() {
    assertThat(path(IngressPath.Kind.PREFIX, "/a", StringMatch.exact("/a/b")))
        .contains(new Path.Exact("/a/b"));
    assertThat(path(IngressPath.Kind.PREFIX, "/a", StringMatch.exact("/ab"))).isEmpty();
    assertThat(path(IngressPath.Kind.EXACT, "/a/b", StringMatch.prefix("/a")))
        .contains(new Path.Exact("/a/b"));
    assertThat(path(IngressPath.Kind.EXACT, "/a", StringMatch.exact("/b"))).isEmpty();
  }

  @Test
  void prefixesThatExcludeEachOtherGiveNothing() {
    assertThat(path(IngressPath.Kind.PREFIX, "/a", StringMatch.prefix("/b"))).isEmpty();
    assertThat(path(IngressPath.Kind.PREFIX, "/a", StringMatch.prefix("/ab"))).isEmpty();
  }

  @Test
  void expressionsDecideOnExactPathsNow() {
    assertThat(path(IngressPath.Kind.EXACT, "/a1", StringMatch.regex("/a[0-9]")))
        .contains(new Path.Exact("/a1"));
    assertThat(path(IngressPath.Kind.EXACT, "/ab", StringMatch.regex("/a[0-9]"))).isEmpty();
    assertThat(path(IngressPath.Kind.REGEX, "/a[0-9]", StringMatch.exact("/a1")))
        .contains(new Path.Exact("/a1"));
  }

  @Test
  void expressionsAreAddedToPrefixesAsASecondCondition() {
    // When
    PathCondition condition =
        scope(IngressPath.Kind.PREFIX, "/a")
            .intersect(Optional.of(new UriMatch(StringMatch.regex("/a/[0-9]+"), false)))
            .orElseThrow();

    // Then: the header has the query too
    assertThat(condition.path()).isEqualTo(new Path.Elements("/a"));
    var second = condition.also().orElseThrow();
    assertThat(second.getName()).isEqualTo(":path");
    String regex = second.getStringMatch().getSafeRegex().getRegex();
    assertThat("/a/1?x=y").matches(regex);
    assertThat("/a/1").matches(regex);
    assertThat("/a/b").doesNotMatch(regex);
  }

  private static Optional<Path> path(IngressPath.Kind kind, String path, StringMatch uri) {
    return scope(kind, path)
        .intersect(Optional.ofNullable(uri).map(match -> new UriMatch(match, false)))
        .map(PathCondition::path);
  }

  private static IngressScope scope(IngressPath.Kind kind, String path) {
    return new IngressScope(
        new IngressPath("default/x", Optional.empty(), kind, path, "a.default", 80));
  }
}
