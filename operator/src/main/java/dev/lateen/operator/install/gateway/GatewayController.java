package dev.lateen.operator.install.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshSpec;
import dev.lateen.injection.MeshMember;
import dev.lateen.operator.gateway.api.Document;
import dev.lateen.operator.gateway.api.GatewayDocuments;
import dev.lateen.operator.gateway.api.Meta;
import dev.lateen.operator.gateway.bind.Binding;
import dev.lateen.operator.gateway.bind.Finding;
import dev.lateen.operator.gateway.bind.GatewayBinder;
import dev.lateen.operator.gateway.bind.GatewayReport;
import dev.lateen.operator.gateway.bind.PolicyReport;
import dev.lateen.operator.gateway.bind.RouteReport;
import dev.lateen.operator.inject.SidecarAddresses;
import dev.lateen.operator.install.GatewayWanted;
import dev.lateen.operator.install.InstallSettings;
import dev.lateen.operator.install.MeshObjects;
import dev.lateen.operator.platform.MeshInForce;
import dev.lateen.operator.status.CurrentMesh;
import dev.lateen.operator.status.kubernetes.StatusTrigger;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Installs the proxies of each Gateway that is ours and says in the statuses of the Gateway API
 * what became of its documents. Nothing is written when nothing changed. A cluster need not have
 * the API, nor the operator all rights: what is refused is logged and tried again.
 */
@Singleton
public class GatewayController {
  private static final Logger LOG = Logger.getLogger(GatewayController.class);
  private static final String CLASS = "lateen";

  private final Provider<KubernetesClient> client;
  private final CurrentMesh mesh;
  private final StatusTrigger trigger;
  private final SidecarAddresses addresses;
  private final GatewayStatuses statuses = new GatewayStatuses(Clock.systemUTC());
  private final Map<Meta, Object> written = new HashMap<>();
  private final Map<String, String> refusals = new HashMap<>();
  private Optional<InstalledGateways> installed = Optional.empty();

  public GatewayController(
      Provider<KubernetesClient> client,
      CurrentMesh mesh,
      StatusTrigger trigger,
      SidecarAddresses addresses) {
    this.client = client;
    this.mesh = mesh;
    this.trigger = trigger;
    this.addresses = addresses;
  }

  /** Begins to install; called once. */
  public void start() {
    trigger.onChange(() -> mesh.view().ifPresent(this::sweep));
  }

  /** Stops watching. */
  public void stop() {
    installed.ifPresent(InstalledGateways::close);
  }

  private void sweep(CurrentMesh.View view) {
    GatewayDocuments documents = view.resources().gateways();
    Optional<ServiceMesh> inForce = MeshInForce.among(view.resources().meshes());
    if (!documents.known()) {
      return;
    }
    var api = new GatewayApi(client.get());
    if (inForce.isEmpty()) {
      withdraw(documents, api);
      return;
    }
    if (documents.classes().stream().map(Document::meta).map(Meta::name).noneMatch(CLASS::equals)) {
      attempt(
          CLASS, () -> api.createClass(CLASS, MeshObjects.labels(CLASS), GatewayBinder.CONTROLLER));
    }
    install(view.gateways(), inForce.get());
    report(view.gateways(), api);
  }

  /** Without a mesh there are no gateways, and the class is the mesh's where the mesh made it. */
  private void withdraw(GatewayDocuments documents, GatewayApi api) {
    attempt("gateways", () -> installed().retain(Set.of()));
    documents.classes().stream()
        .map(Document::meta)
        .filter(meta -> meta.name().equals(CLASS) && MeshObjects.isManaged(meta.labels()))
        .forEach(meta -> attempt(CLASS, () -> api.delete(meta)));
  }

  private void install(Binding binding, ServiceMesh inForce) {
    InstalledGateways there = installed();
    if (!there.synced()) {
      trigger.retry();
      return;
    }
    ServiceMeshSpec spec = GatewayWanted.specOf(inForce);
    var gateway = spec.gateways().ingress();
    var pod =
        new GatewayPod(
            gateway.image(),
            new MeshMember(addresses.controlPlane(inForce)),
            InstallSettings.drainSeconds(spec),
            spec.gateways().resources());
    for (GatewayReport report : binding.gateways()) {
      attempt(
          report.gateway().meta().id(),
          () -> new GatewayObjects(report, gateway, pod).all().forEach(there::apply));
    }
    attempt(
        "gateways",
        () ->
            there.retain(
                binding.gateways().stream()
                    .map(report -> report.gateway().meta().uid())
                    .collect(Collectors.toSet())));
  }

  private InstalledGateways installed() {
    if (installed.isEmpty()) {
      installed = Optional.of(new InstalledGateways(client.get(), trigger::fire));
    }
    return installed.get();
  }

  private void report(Binding binding, GatewayApi api) {
    binding
        .classes()
        .forEach(
            meta ->
                write(
                    api,
                    meta,
                    SupportedFeatures.NAMES,
                    before ->
                        statuses.ofClass(before, meta.generation(), SupportedFeatures.NAMES)));
    for (GatewayReport report : binding.gateways()) {
      var names = new GatewayNames(report.gateway());
      String address = installed().address(names);
      Finding programmed = programmed(report, names, address);
      write(
          api,
          report.gateway().meta(),
          List.of(report, address, programmed),
          before -> statuses.ofGateway(before, report, address, programmed));
    }
    binding
        .routes()
        .forEach(
            report ->
                write(api, report.route(), report, before -> statuses.ofRoute(before, report)));
    binding
        .policies()
        .forEach(
            report ->
                write(api, report.policy(), report, before -> statuses.ofPolicy(before, report)));
    written
        .keySet()
        .retainAll(
            Stream.of(
                    binding.classes().stream(),
                    binding.gateways().stream().map(report -> report.gateway().meta()),
                    binding.routes().stream().map(RouteReport::route),
                    binding.policies().stream().map(PolicyReport::policy))
                .flatMap(Function.identity())
                .collect(Collectors.toSet()));
  }

  private Finding programmed(GatewayReport report, GatewayNames names, String address) {
    Optional<String> refused =
        installed()
            .problem()
            .or(() -> Optional.ofNullable(refusals.get(report.gateway().meta().id())));
    if (refused.isPresent()) {
      return new Finding(
          Finding.PROGRAMMED,
          false,
          "Pending",
          "The proxies cannot be installed: " + refused.get());
    }
    if (!report.accepted().holds()) {
      return new Finding(Finding.PROGRAMMED, false, "Invalid", report.accepted().message());
    }
    if (address.isEmpty()) {
      return new Finding(
          Finding.PROGRAMMED, false, "AddressNotAssigned", "The Service has no address yet.");
    }
    return installed().serves(names)
        ? new Finding(Finding.PROGRAMMED, true, "Programmed", "")
        : new Finding(Finding.PROGRAMMED, false, "Pending", "No proxy is ready yet.");
  }

  /** Looks at a status only when what it has to say is not what was last written. */
  private void write(
      GatewayApi api, Meta document, Object content, UnaryOperator<JsonNode> change) {
    if (!content.equals(written.get(document))) {
      attempt(
          document.id(),
          () -> {
            api.status(document, change);
            written.put(document, content);
          });
    }
  }

  private void attempt(String what, Runnable write) {
    try {
      write.run();
      refusals.remove(what);
    } catch (KubernetesClientException e) {
      refusals.put(what, String.valueOf(e.getMessage()));
      LOG.warnf("event=gateway_not_written object=%s reason=\"%s\"", what, e.getMessage());
      trigger.retry();
    }
  }
}
