package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.StringMatch;

/**
 * What a rule says of the path (TM-026).
 *
 * @param match exactly one of exact, prefix and regex
 * @param ignoreCase whether exact and prefix compare without case (TS-01)
 */
record UriMatch(StringMatch match, boolean ignoreCase) {
  /** The condition by itself. */
  PathCondition condition() {
    if (match.regex() != null) {
      return PathCondition.of(new PathCondition.Path.Regex(match.regex()));
    }
    var path =
        PathCondition.of(
            match.prefix() != null
                ? new PathCondition.Path.Prefix(match.prefix())
                : new PathCondition.Path.Exact(match.exact()));
    return ignoreCase ? path.ignoringCase() : path;
  }
}
