package dev.lateen.operator.gateway.api;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads stored objects. One that does not fit what is known here, which the schema of the API does
 * not let happen, is passed over. Pure.
 */
public final class DocumentReader {
  /** The API group. */
  public static final String GROUP = "gateway.networking.k8s.io";

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

  private DocumentReader() {}

  /**
   * Reads all documents.
   *
   * @param resources those of a kind
   * @param namespaces labels of each namespace by name
   * @param authorities certificates of authorities in ConfigMaps, by {@code namespace/name}
   */
  public static GatewayDocuments read(
      Function<String, Stream<GenericKubernetesResource>> resources,
      Map<String, Map<String, String>> namespaces,
      Map<String, String> authorities) {
    return new GatewayDocuments(
        true,
        read(resources.apply("GatewayClass"), GatewayClassSpec.class),
        read(resources.apply("Gateway"), GatewaySpec.class),
        read(resources.apply("HTTPRoute"), HttpRouteSpec.class),
        read(resources.apply("GRPCRoute"), GrpcRouteSpec.class),
        read(resources.apply("TLSRoute"), TlsRouteSpec.class),
        read(resources.apply("TCPRoute"), TcpRouteSpec.class),
        read(resources.apply("BackendTLSPolicy"), BackendTlsPolicySpec.class),
        read(resources.apply("ReferenceGrant"), ReferenceGrantSpec.class),
        namespaces,
        authorities);
  }

  /** The documents of one kind, by namespace and name. */
  private static <S> List<Document<S>> read(
      Stream<GenericKubernetesResource> resources, Class<S> spec) {
    return resources
        .flatMap(resource -> read(resource, spec).stream())
        .sorted(Comparator.comparing(document -> document.meta().id()))
        .toList();
  }

  private static <S> Optional<Document<S>> read(GenericKubernetesResource resource, Class<S> spec) {
    Object content = resource.getAdditionalProperties().get("spec");
    try {
      return Optional.of(
          new Document<>(
              meta(resource.getKind(), resource.getMetadata()),
              JSON.convertValue(Objects.requireNonNullElse(content, Map.of()), spec)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Meta meta(String kind, ObjectMeta metadata) {
    return new Meta(
        kind,
        Objects.requireNonNullElse(metadata.getNamespace(), ""),
        metadata.getName(),
        Objects.requireNonNullElse(metadata.getUid(), ""),
        metadata.getGeneration() == null ? 0 : metadata.getGeneration(),
        Objects.requireNonNullElse(metadata.getCreationTimestamp(), ""),
        Objects.requireNonNullElse(metadata.getLabels(), Map.of()));
  }
}
