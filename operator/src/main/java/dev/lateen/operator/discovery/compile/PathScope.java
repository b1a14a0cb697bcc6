package dev.lateen.operator.discovery.compile;

import java.util.Optional;

/** The requests a list of routes is for, as far as their path tells. */
interface PathScope {
  /** Every path: between services of the mesh. */
  PathScope ANY = uri -> Optional.of(uri.map(UriMatch::condition).orElse(PathCondition.ANY));

  /**
   * The paths of this scope that a rule's condition takes too.
   *
   * @param uri the rule's condition on the path, if it has one
   * @return empty where no path can fulfil both: the rule is left out
   */
  Optional<PathCondition> intersect(Optional<UriMatch> uri);
}
