package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.operator.platform.model.Instance;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Names, labels and ports of the installed objects. */
public final class MeshObjects {
  private static final String MANAGED_LABEL = "app.kubernetes.io/managed-by";
  private static final String MANAGER = "lateen";

  /** The label of everything the operator installs, and the selector of what it watches. */
  public static final String MANAGED = MANAGED_LABEL + "=" + MANAGER;

  /** Label that says which gateway a pod or workload is. */
  public static final String GATEWAY_LABEL = Instance.GATEWAY_LABEL;

  /** Value of {@link #GATEWAY_LABEL} of the ingress gateway. */
  public static final String INGRESS = "ingress";

  /** Label that says to which ServiceMesh of its namespace a pod belongs. */
  public static final String MESH_LABEL = "lateen.dev/mesh";

  static final String CONFIG_MAP = "lateen-mesh";

  /** Name of what belongs to the ingress gateway. */
  public static final String GATEWAY = "lateen-ingress";

  /** Name of what puts the CNI plug-in on the nodes, and of its account. */
  static final String CNI = "lateen-cni";

  /** Name of what belongs to the egress gateway. */
  static final String EGRESS_GATEWAY = "lateen-egress";

  static final String DISCOVERY = "lateen-discovery";
  static final String WEBHOOK = "lateen-webhook";
  static final String WEBHOOK_CERTIFICATE = "lateen-webhook-certificate";
  static final String WEBHOOK_CONFIGURATION = "lateen-validation";
  static final String INJECTION_CONFIGURATION = "lateen-injection";

  /** Name of the operator, also as the owner of fields. */
  public static final String OPERATOR = "lateen-operator";

  static final int DISCOVERY_PORT = 15010;
  static final int AUTHORITY_PORT = 15012;
  static final int WEBHOOK_PORT = 443;

  /** The gateway listens above 1024, so that it needs no privilege. */
  static final int GATEWAY_PORT = 8080;

  static final int GATEWAY_TLS_PORT = 8443;
  static final int EGRESS_PORT = 15443;
  static final String INGRESS_CLASS = "lateen";

  static final String NAME_LABEL = "app.kubernetes.io/name";

  private MeshObjects() {}

  static ObjectMeta namespaced(String name, ServiceMesh mesh) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(mesh.getMetadata().getNamespace())
        .withLabels(labels(name))
        .build();
  }

  static ObjectMeta clusterScoped(String name) {
    return new ObjectMetaBuilder().withName(name).withLabels(labels(name)).build();
  }

  /** Labels of an object of that name. */
  public static Map<String, String> labels(String name) {
    Map<String, String> labels = new TreeMap<>();
    labels.put(NAME_LABEL, name);
    labels.put("app.kubernetes.io/part-of", "lateen");
    labels.put(MANAGED_LABEL, MANAGER);
    return labels;
  }

  /** Whether it says that the operator installed it. */
  static boolean isManaged(HasMetadata object) {
    return isManaged(
        Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.<String, String>of()));
  }

  /** Whether labels say that the operator installed what has them. */
  public static boolean isManaged(Map<String, String> labels) {
    return MANAGER.equals(labels.get(MANAGED_LABEL));
  }

  static Map<String, String> operatorSelector() {
    return Map.of(NAME_LABEL, OPERATOR);
  }
}
