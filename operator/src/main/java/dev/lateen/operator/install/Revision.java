package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.injection.InjectionNames;
import io.fabric8.kubernetes.api.model.Service;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.Cache;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An operator beside the main one, for the namespaces with its label. It is there as long as the
 * Service of its webhooks is, beside the ServiceMesh: {@code lateen install --revision} makes it.
 *
 * @param name value of {@code lateen.dev/rev}
 * @param namespace of the Service
 * @param service name of the Service
 * @param port of the Service
 */
record Revision(String name, String namespace, String service, int port) {
  private static final String SOURCE = "revisions";
  private static final String SELECTOR =
      "%s,%s=%s,app.kubernetes.io/part-of=lateen"
          .formatted(InjectionNames.REVISION_LABEL, MeshObjects.NAME_LABEL, MeshObjects.WEBHOOK);

  /** Those beside the main one of a mesh, in the order of their names. */
  static Stream<Revision> beside(ServiceMesh mesh, Context<ServiceMesh> context) {
    String main = GatewayWanted.specOf(mesh).revision();
    return services(context)
        .list(service -> isBeside(service, mesh))
        .map(Revision::of)
        .filter(revision -> !revision.name().equals(main))
        .sorted(Comparator.comparing(Revision::name));
  }

  private static boolean isBeside(Service service, ServiceMesh mesh) {
    return service.getMetadata().getNamespace().equals(mesh.getMetadata().getNamespace());
  }

  private static Revision of(Service service) {
    return new Revision(
        service.getMetadata().getLabels().get(InjectionNames.REVISION_LABEL),
        service.getMetadata().getNamespace(),
        service.getMetadata().getName(),
        service.getSpec().getPorts().getFirst().getPort());
  }

  /** Tells when one comes or goes. */
  static EventSource<Service, ServiceMesh> source(EventSourceContext<ServiceMesh> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(Service.class, ServiceMesh.class)
            .withName(SOURCE)
            .withLabelSelector(SELECTOR)
            .withSecondaryToPrimaryMapper(
                service ->
                    context
                        .getPrimaryCache()
                        .list(mesh -> isBeside(service, mesh))
                        .map(ResourceID::fromResource)
                        .collect(Collectors.toSet()))
            .build(),
        context);
  }

  @SuppressWarnings("unchecked")
  private static Cache<Service> services(Context<ServiceMesh> context) {
    return (Cache<Service>) context.eventSourceRetriever().getEventSourceFor(Service.class, SOURCE);
  }
}
