package dev.lateen.cli.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.cli.kind.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Where resources live: a cluster or a mesh directory. Every method may throw {@link
 * TargetException}.
 */
public sealed interface Target extends AutoCloseable permits DirectoryTarget, KubernetesTarget {
  /** The namespace of resources that name none. */
  String namespace();

  /** Says why a document cannot live here; empty when it can. Changes nothing. */
  Optional<String> refusal(JsonNode document);

  /** Creates or changes a resource. */
  Applied apply(JsonNode document);

  /** Deletes a resource; false when it is not there. */
  boolean delete(Kind kind, String namespace, String name);

  /** Deletes the resource that a document describes; false when it is not there. */
  boolean delete(JsonNode document);

  /**
   * The resources of a kind with their status, sorted by namespace and name.
   *
   * @param namespace empty for all
   */
  List<ObjectNode> list(Kind kind, Optional<String> namespace);

  /** One resource with its status. */
  Optional<ObjectNode> find(Kind kind, String namespace, String name);

  /** Releases connections. */
  @Override
  void close();
}
