package dev.lateen.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.cli.output.Changes;
import dev.lateen.cli.target.KubernetesTarget;
import dev.lateen.cli.target.Metadata;
import dev.lateen.cli.target.TargetException;
import java.util.List;
import java.util.function.Function;

/** Applies the documents of an installation to a cluster, or shows what that would change. */
final class Installing {
  /** The first with native sidecars. */
  private static final int OLDEST_KUBERNETES = 29;

  private final Session session;
  private final KubernetesTarget target;

  /**
   * For one cluster.
   *
   * @throws TargetException if its Kubernetes is too old
   */
  Installing(Session session, KubernetesTarget target) {
    this.session = session;
    this.target = target;
    int minor = target.minorVersion();
    if (minor < OLDEST_KUBERNETES) {
      throw new TargetException(
          "the cluster runs Kubernetes 1.%d; Lateen needs 1.%d or newer"
              .formatted(minor, OLDEST_KUBERNETES));
    }
  }

  /** Prints a line for each document. */
  void apply(List<JsonNode> documents) {
    for (JsonNode document : documents) {
      session.print(
          Metadata.label(document) + " " + about(document, d -> target.apply(d).outcome()));
    }
  }

  /** Prints the difference that each document would make, and how many make one. */
  void show(List<JsonNode> documents) {
    int changed = 0;
    for (JsonNode document : documents) {
      String difference = about(document, this::difference);
      session.out().print(difference);
      changed += difference.isEmpty() ? 0 : 1;
    }
    session.print(changed + " of " + documents.size() + " objects would change");
  }

  /** What is not there yet is not asked about, as its namespace may not be there either. */
  private String difference(JsonNode document) {
    return target
        .find(document)
        .map(live -> Changes.between(live, target.preview(document)))
        .orElseGet(() -> Changes.created(document));
  }

  private static <T> T about(JsonNode document, Function<JsonNode, T> action) {
    try {
      return action.apply(document);
    } catch (TargetException e) {
      throw new TargetException(Metadata.label(document) + ": " + e.getMessage(), e);
    }
  }
}
