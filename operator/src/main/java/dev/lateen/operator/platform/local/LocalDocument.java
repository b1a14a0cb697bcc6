package dev.lateen.operator.platform.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.crds.validation.Validated;
import dev.lateen.operator.platform.ResourceKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;

/** A document of the mesh directory that the mesh knows the kind of. */
sealed interface LocalDocument {

  /** Which resource it describes. */
  ResourceKey key();

  /** Where it stands, for people. */
  String origin();

  /**
   * A document of {@code lateen.dev}.
   *
   * @param raw what it says
   * @param outcome the resource, or why it is not valid
   */
  record Custom(
      ResourceKey key, String origin, JsonNode raw, Validated<CustomResource<?, ?>> outcome)
      implements LocalDocument {}

  /**
   * A document of Kubernetes' own kinds.
   *
   * @param resource a Service, an Ingress, a Secret, a ConfigMap or a document of the Gateway API,
   *     with a namespace
   */
  record Native(ResourceKey key, String origin, HasMetadata resource) implements LocalDocument {}
}
