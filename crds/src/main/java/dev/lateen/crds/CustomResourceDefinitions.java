package dev.lateen.crds;

import dev.lateen.crds.v1alpha1.DestinationPolicy;
import dev.lateen.crds.v1alpha1.EgressRule;
import dev.lateen.crds.v1alpha1.MeshStatus;
import dev.lateen.crds.v1alpha1.Policy;
import dev.lateen.crds.v1alpha1.RouteRule;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.Workload;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The definitions of all kinds of the API group, as an API server takes them. */
public final class CustomResourceDefinitions {
  /** The kinds, in the order in which they are best installed and listed. */
  public static final List<Class<? extends CustomResource<?, ?>>> KINDS =
      List.of(
          ServiceMesh.class,
          RouteRule.class,
          DestinationPolicy.class,
          EgressRule.class,
          Policy.class,
          Workload.class,
          MeshStatus.class);

  private CustomResourceDefinitions() {}

  /** The names of all definitions, such as {@code routerules.lateen.dev}. */
  public static List<String> names() {
    return KINDS.stream().<String>map(CustomResource::getCRDName).toList();
  }

  /**
   * The text of one definition.
   *
   * @param name such as {@code routerules.lateen.dev}
   * @return a YAML document
   * @throws IllegalArgumentException if there is no such definition
   */
  public static String yaml(String name) {
    try (var in = CustomResourceDefinitions.class.getResourceAsStream(name + ".yaml")) {
      if (in == null) {
        throw new IllegalArgumentException(name + " is not one of " + names());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
