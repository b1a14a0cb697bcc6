package dev.lateen.operator.platform;

import dev.lateen.crds.Document;
import dev.lateen.crds.ResourceReader;
import dev.lateen.crds.v1alpha1.DestinationPolicy;
import dev.lateen.crds.v1alpha1.EgressRule;
import dev.lateen.crds.v1alpha1.Policy;
import dev.lateen.crds.v1alpha1.RouteRule;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.operator.platform.model.ServiceRegistry;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads YAML documents for tests; every one of them is of namespace {@code default}. */
public final class Resources {
  private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

  private Resources() {}

  /** The objects of a text of several documents, which must be valid. */
  public static List<HasMetadata> read(String yaml) {
    var objects = new ArrayList<HasMetadata>();
    for (var document : ResourceReader.read("test", yaml)) {
      HasMetadata object =
          switch (document) {
            case Document.Accepted accepted -> accepted.resource();
            case Document.Foreign foreign -> KUBERNETES.unmarshal(foreign.raw().toString());
            case Document.Refused refused ->
                throw new IllegalArgumentException(String.join("\n", refused.messages()));
          };
      if (object.getMetadata().getNamespace() == null) {
        object.getMetadata().setNamespace("default");
      }
      objects.add(object);
    }
    return objects;
  }

  /** The objects of one kind. */
  public static <R> List<R> of(Class<R> kind, List<HasMetadata> objects) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The rules of a text, at generation 1, on a mesh with these services. */
  public static MeshResources rules(ServiceRegistry registry, String yaml) {
    var objects = read(yaml);
    objects.forEach(
        object -> {
          if (object.getMetadata().getGeneration() == null) {
            object.getMetadata().setGeneration(1L);
          }
        });
    return new MeshResources(
        registry,
        of(RouteRule.class, objects),
        of(DestinationPolicy.class, objects),
        of(EgressRule.class, objects),
        of(Policy.class, objects),
        of(ServiceMesh.class, objects),
        List.of());
  }

  /** The same, with resources that are refused. */
  public static MeshResources with(MeshResources resources, RefusedResource... refused) {
    return new MeshResources(
        resources.registry(),
        resources.routeRules(),
        resources.destinationPolicies(),
        resources.egressRules(),
        resources.policies(),
        resources.meshes(),
        List.of(refused));
  }

  /** A refused rule of namespace {@code default} with one error and no status. */
  public static RefusedResource refused(String kind, String name, long generation) {
    return new RefusedResource(
        new ResourceKey(kind, "default", name),
        generation,
        List.of(new FieldError("spec.precedence", "\"high\"", "must be a number")),
        Optional.empty());
  }
}
