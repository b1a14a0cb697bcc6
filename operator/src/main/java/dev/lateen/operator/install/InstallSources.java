package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.operator.identity.AuthorityReports;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What makes the operator look at a ServiceMesh again, beside the mesh itself. */
final class InstallSources {
  static final String SERVICES = "services";

  /** The source of the other meshes' coming and going. */
  static final String OTHER_MESHES = "other-meshes";

  private InstallSources() {}

  static List<EventSource<?, ServiceMesh>> all(
      EventSourceContext<ServiceMesh> context, AuthorityReports authority) {
    return List.of(
        services(context),
        Revision.source(context),
        installedPods(context),
        otherMeshes(context),
        authority(context, authority));
  }

  /** Of which there are several, each with its own dependent. */
  private static EventSource<Service, ServiceMesh> services(
      EventSourceContext<ServiceMesh> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(Service.class, ServiceMesh.class)
            .withName(SERVICES)
            .withLabelSelector(MeshObjects.MANAGED)
            .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(ServiceMesh.class))
            .build(),
        context);
  }

  private static EventSource<Pod, ServiceMesh> installedPods(
      EventSourceContext<ServiceMesh> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(Pod.class, ServiceMesh.class)
            .withName("installed-pods")
            .withLabelSelector(MeshObjects.MANAGED + "," + MeshObjects.MESH_LABEL)
            .withSecondaryToPrimaryMapper(
                pod ->
                    Set.of(
                        new ResourceID(
                            pod.getMetadata().getLabels().get(MeshObjects.MESH_LABEL),
                            pod.getMetadata().getNamespace())))
            .build(),
        context);
  }

  /** When the authority makes a step, the status says so. */
  private static EventSource<Void, ServiceMesh> authority(
      EventSourceContext<ServiceMesh> context, AuthorityReports authority) {
    var steps = new SimpleInboundEventSource<ServiceMesh>();
    authority.onChange(
        () ->
            context
                .getPrimaryCache()
                .list()
                .map(ResourceID::fromResource)
                .forEach(steps::propagateEvent));
    return steps;
  }

  /** When a mesh comes or goes, another may come into force. */
  private static EventSource<ServiceMesh, ServiceMesh> otherMeshes(
      EventSourceContext<ServiceMesh> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(ServiceMesh.class, ServiceMesh.class)
            .withName(OTHER_MESHES)
            .withOnUpdateFilter((_, _) -> false)
            .withSecondaryToPrimaryMapper(
                changed ->
                    context
                        .getPrimaryCache()
                        .list()
                        .map(ResourceID::fromResource)
                        .filter(other -> !other.equals(ResourceID.fromResource(changed)))
                        .collect(Collectors.toSet()))
            .build(),
        context);
  }
}
