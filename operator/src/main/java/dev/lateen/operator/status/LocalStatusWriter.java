package dev.lateen.operator.status;

import dev.lateen.crds.v1alpha1.MeshStatusStatus;
import dev.lateen.crds.v1alpha1.ResourceStatus;
import dev.lateen.crds.v1alpha1.RuleStatus;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshStatus;
import dev.lateen.operator.discovery.ProxyState;
import dev.lateen.operator.identity.AuthorityReport;
import dev.lateen.operator.platform.MeshInForce;
import dev.lateen.operator.platform.RefusedResource;
import dev.lateen.operator.platform.ResourceKey;
import dev.lateen.operator.platform.local.StatusFiles;
import dev.lateen.operator.rules.RuleKey;
import dev.lateen.operator.rules.Verdict;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the status of everything into the files of a mesh directory. Not thread-safe. */
public final class LocalStatusWriter {
  private static final String MESH_STATUS = "MeshStatus";

  /** Namespace of the MeshStatus of the whole mesh where no ServiceMesh names another. */
  private static final String DEFAULT_MESH_NAMESPACE = "lateen-system";

  private final StatusFiles files;
  private final RuleStatusCalculator rules;
  private final MeshStatusCalculator mesh;
  private final RefusedStatusCalculator refused;
  private final ServiceMeshStatusCalculator installed;

  /**
   * Makes a writer.
   *
   * @param files where it writes
   * @param clock says when a condition changed
   */
  public LocalStatusWriter(StatusFiles files, Clock clock) {
    this.files = files;
    rules = new RuleStatusCalculator(clock);
    mesh = new MeshStatusCalculator(clock);
    refused = new RefusedStatusCalculator(clock);
    installed = new ServiceMeshStatusCalculator(clock);
  }

  /**
   * Writes what differs from what is there.
   *
   * @param authority how the authority stands, where this operator is one
   * @return how many files were written or deleted
   * @throws IOException if one cannot be; the next call tries again
   */
  public int write(
      CurrentMesh.View view, Collection<ProxyState> proxies, Optional<AuthorityReport> authority)
      throws IOException {
    var statuses = new TreeMap<ResourceKey, Object>();
    view.resources().refused().forEach(one -> statuses.put(one.key(), refused(one)));
    view.decision()
        .verdicts()
        .forEach((key, verdict) -> statuses.put(of(key), rule(verdict, proxies)));
    statuses.putAll(meshStatuses(view, proxies));
    authority.ifPresent(report -> statuses.putAll(serviceMesh(view, report)));
    return files.replaceAll(statuses);
  }

  private Map<ResourceKey, Object> serviceMesh(CurrentMesh.View view, AuthorityReport authority) {
    return MeshInForce.among(view.resources().meshes()).stream()
        .collect(
            Collectors.toMap(
                LocalStatusWriter::key,
                mesh ->
                    installed.calculate(
                        mesh, authority, files.read(key(mesh), ServiceMeshStatus.class))));
  }

  private static ResourceKey key(ServiceMesh mesh) {
    return new ResourceKey(
        "ServiceMesh", mesh.getMetadata().getNamespace(), mesh.getMetadata().getName());
  }

  private ResourceStatus refused(RefusedResource resource) {
    return refused.calculate(resource, files.read(resource.key(), ResourceStatus.class));
  }

  private RuleStatus rule(Verdict verdict, Collection<ProxyState> proxies) {
    var previous = files.read(of(verdict.revision().key()), RuleStatus.class);
    return rules.calculate(verdict, proxies, previous);
  }

  private Map<ResourceKey, Object> meshStatuses(
      CurrentMesh.View view, Collection<ProxyState> proxies) {
    var whole =
        new ResourceKey(
            MESH_STATUS,
            MeshInForce.among(view.resources().meshes())
                .map(resource -> resource.getMetadata().getNamespace())
                .orElse(DEFAULT_MESH_NAMESPACE),
            MeshStatusCalculator.MESH_NAME);
    var now =
        mesh.calculate(
            view.decision(), proxies, read(whole), namespace -> read(namespaced(namespace)));
    var statuses = new TreeMap<ResourceKey, Object>();
    statuses.put(whole, now.mesh());
    now.namespaces().forEach((name, status) -> statuses.put(namespaced(name), status));
    return statuses;
  }

  private Optional<MeshStatusStatus> read(ResourceKey key) {
    return files.read(key, MeshStatusStatus.class);
  }

  private static ResourceKey namespaced(String namespace) {
    return new ResourceKey(MESH_STATUS, namespace, MeshStatusCalculator.NAMESPACE_NAME);
  }

  private static ResourceKey of(RuleKey key) {
    return new ResourceKey(key.kind(), key.namespace(), key.name());
  }
}
