package dev.lateen.injection;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What makes the container of a proxy a member of the mesh, in an injected pod and in a gateway
 * alike: it says who it is, knows where to ask, and finds a token that proves it, the roots of the
 * mesh, and room for temporary files, as its own root is read-only.
 *
 * @param controlPlane the mesh to join
 */
public record MeshMember(ControlPlane controlPlane) {
  /** For whom the token is made. */
  public static final String AUDIENCE = "lateen-ca";

  private static final String TEMPORARY_FILES = "lateen-tmp";
  private static final String TOKEN = "lateen-token";
  private static final long TOKEN_SECONDS = 43_200;

  /** Whether it gets an identity. */
  public boolean identity() {
    return controlPlane.authority().isPresent();
  }

  /** Variables of the container. */
  public List<EnvVar> environment() {
    List<EnvVar> variables = new ArrayList<>();
    variables.add(ofPod("LATEEN_NODE_NAME", "metadata.name"));
    variables.add(ofPod("LATEEN_NODE_NAMESPACE", "metadata.namespace"));
    variables.add(ofPod("LATEEN_NODE_ADDRESS", "status.podIP"));
    variables.add(operator());
    return variables;
  }

  /** The variable that says where to ask: with an identity by TLS, else in plaintext. */
  public EnvVar operator() {
    return controlPlane
        .authority()
        .map(address -> new EnvVar("LATEEN_CA_ADDRESS", address, null))
        .orElseGet(() -> new EnvVar("LATEEN_DISCOVERY_ADDRESS", controlPlane.discovery(), null));
  }

  /** Volumes of the pod. */
  public List<Volume> volumes() {
    List<Volume> volumes = new ArrayList<>();
    volumes.add(
        new VolumeBuilder().withName(TEMPORARY_FILES).withNewEmptyDir().endEmptyDir().build());
    if (identity()) {
      volumes.add(token());
      volumes.add(
          new VolumeBuilder()
              .withName(InjectionNames.ROOTS)
              .withNewConfigMap()
              .withName(InjectionNames.ROOTS)
              .endConfigMap()
              .build());
    }
    return volumes;
  }

  /** Where the container finds them. */
  public List<VolumeMount> mounts() {
    List<VolumeMount> mounts = new ArrayList<>();
    mounts.add(temporaryFiles());
    if (identity()) {
      mounts.add(readOnly(TOKEN, "/var/run/secrets/lateen"));
      mounts.add(readOnly(InjectionNames.ROOTS, "/var/run/secrets/lateen-ca"));
    }
    return mounts;
  }

  /** Labels of the pod: callers learn from them that it takes mutual TLS. */
  public Map<String, String> labels() {
    return identity() ? Map.of(InjectionNames.IDENTITY_LABEL, "true") : Map.of();
  }

  static VolumeMount temporaryFiles() {
    return new VolumeMountBuilder().withName(TEMPORARY_FILES).withMountPath("/tmp").build();
  }

  private static Volume token() {
    return new VolumeBuilder()
        .withName(TOKEN)
        .withNewProjected()
        .addNewSource()
        .withNewServiceAccountToken()
        .withAudience(AUDIENCE)
        .withExpirationSeconds(TOKEN_SECONDS)
        .withPath("token")
        .endServiceAccountToken()
        .endSource()
        .endProjected()
        .build();
  }

  private static VolumeMount readOnly(String volume, String path) {
    return new VolumeMountBuilder().withName(volume).withMountPath(path).withReadOnly(true).build();
  }

  private static EnvVar ofPod(String name, String path) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewFieldRef("v1", path)
        .endValueFrom()
        .build();
  }
}
