package dev.lateen.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.cli.kind.Kind;
import dev.lateen.cli.target.Metadata;
import dev.lateen.cli.target.Target;
import dev.lateen.cli.target.TargetException;
import dev.lateen.injection.InjectionNames;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The revisions that are installed on a cluster beside the main one. */
final class Revisions {
  private static final String NAMESPACE = "lateen-system";
  private static final Kind DEPLOYMENT =
      new Kind("apps/v1", "Deployment", "deployments", List.of(), List.of());
  private static final Kind NAMESPACES =
      new Kind("v1", "Namespace", "namespaces", List.of(), List.of());

  private final Target target;

  Revisions(Target target) {
    this.target = target;
  }

  /** Their names. */
  List<String> installed() {
    return target.list(DEPLOYMENT, Optional.of(NAMESPACE)).stream()
        .flatMap(deployment -> revision(deployment).stream())
        .toList();
  }

  /**
   * For one that is to be removed.
   *
   * @throws TargetException if namespaces ask for it
   */
  void requireUnused(String revision) {
    List<String> asking =
        target.list(NAMESPACES, Optional.empty()).stream()
            .filter(namespace -> revision(namespace).equals(Optional.of(revision)))
            .map(Metadata::name)
            .toList();
    if (!asking.isEmpty()) {
      throw new TargetException(
          ("namespaces with the label %s=%s: %s; give them another revision and start their pods"
                  + " again before this one goes")
              .formatted(InjectionNames.REVISION_LABEL, revision, String.join(", ", asking)));
    }
  }

  private static Optional<String> revision(JsonNode document) {
    return Stream.of(document.path("metadata").path("labels").path(InjectionNames.REVISION_LABEL))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .findFirst();
  }
}
