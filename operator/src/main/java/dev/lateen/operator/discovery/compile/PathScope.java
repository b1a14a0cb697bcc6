package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.StringMatch;
import java.util.Optional;

/** The requests a list of routes is for, as far as their path tells. */
interface PathScope {
  /** Every path: between services of the mesh. */
  PathScope ANY = uri -> Optional.of(uri.map(PathScope::condition).orElse(PathCondition.ANY));

  /**
   * The paths of this scope that a rule's condition takes too.
   *
   * @param uri the rule's condition on the path, if it has one
   * @return empty where no path can fulfil both: the rule is left out
   */
  Optional<PathCondition> intersect(Optional<StringMatch> uri);

  /** A rule's condition on the path, by itself. */
  static PathCondition condition(StringMatch uri) {
    if (uri.regex() != null) {
      return PathCondition.of(new PathCondition.Path.Regex(uri.regex()));
    }
    return PathCondition.of(
        uri.prefix() != null
            ? new PathCondition.Path.Prefix(uri.prefix())
            : new PathCondition.Path.Exact(uri.exact()));
  }
}
