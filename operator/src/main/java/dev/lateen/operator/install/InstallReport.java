package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ComponentStatus;
import dev.lateen.crds.v1alpha1.Condition;
import dev.lateen.crds.v1alpha1.IdentityStatus;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshStatus;
import dev.lateen.operator.identity.AuthorityReport;
import dev.lateen.operator.identity.SecretsReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says what became of a ServiceMesh. Pure.
 *
 * @param mesh the mesh as it is stored, with the status it had
 * @param now when the report is made
 */
record InstallReport(ServiceMesh mesh, Instant now) {
  static final String GATEWAY_READY = "GatewayReady";
  static final String EGRESS_GATEWAY_READY = "EgressGatewayReady";
  static final String CNI_READY = "CniReady";
  static final String WEBHOOK_READY = "WebhookReady";

  ServiceMeshStatus status(InstallState state) {
    return state
        .rival()
        .map(rival -> superseded(state.version(), rival))
        .orElseGet(() -> installed(state));
  }

  /** What could not be installed; the conditions of parts that were looked at before stay. */
  ServiceMeshStatus failed(String version, Exception failure) {
    String message = Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
    ConditionList conditions = conditions();
    previous().stream()
        .filter(condition -> !condition.type().equals(Condition.READY))
        .forEach(conditions::keep);
    conditions.isFalse(Condition.READY, "InstallFailed", message);
    return status(version, conditions, components(), identity());
  }

  private ServiceMeshStatus superseded(String version, String rival) {
    ConditionList conditions = conditions();
    conditions.isFalse(
        Condition.READY,
        "AnotherMeshInForce",
        "A cluster has one mesh: the oldest ServiceMesh, here "
            + rival
            + ". This one takes over when that one is deleted.");
    return status(version, conditions, List.of(), Optional.empty());
  }

  private ServiceMeshStatus installed(InstallState state) {
    GatewayHealth ingress = health(state.ingress(), GATEWAY_READY);
    Optional<GatewayHealth> egress =
        Optional.of(state.egress())
            .filter(GatewayState::wanted)
            .map(wanted -> health(wanted, EGRESS_GATEWAY_READY));
    ConditionList conditions = conditions();
    conditions.isTrue(WEBHOOK_READY, "Serving", "Rules are checked before they are stored.");
    conditions.isTrue(Condition.READY, "Installed", "Everything asked for is installed.");
    Optional<CniHealth> cni = CniWanted.isWanted(mesh) ? Optional.of(cni(state)) : Optional.empty();
    cni.ifPresent(health -> put(conditions, health));
    egress.ifPresent(health -> put(conditions, EGRESS_GATEWAY_READY, health));
    put(conditions, GATEWAY_READY, ingress);
    state
        .authority()
        .ifPresentOrElse(
            said -> put(conditions, said), () -> keep(conditions, Condition.AUTHORITY_READY));
    if (!GatewayWanted.specOf(mesh).identity().secrets().isEmpty()) {
      state
          .authority()
          .flatMap(AuthorityReport::secrets)
          .ifPresentOrElse(
              said -> put(conditions, said), () -> keep(conditions, Condition.SECRETS_READY));
    }
    return status(
        state.version(),
        conditions,
        componentsOf(state, ingress, egress, cni),
        state.authority().map(AuthorityReport::identity).orElseGet(this::identity));
  }

  /** What was said before of what this operator has not looked at since it started. */
  private void keep(ConditionList conditions, String type) {
    previous().stream()
        .filter(condition -> condition.type().equals(type))
        .forEach(conditions::keep);
  }

  private static void put(ConditionList conditions, AuthorityReport authority) {
    if (authority.ready()) {
      conditions.isTrue(Condition.AUTHORITY_READY, authority.reason(), authority.message());
    } else {
      conditions.isFalse(Condition.AUTHORITY_READY, authority.reason(), authority.message());
    }
  }

  private static void put(ConditionList conditions, String type, GatewayHealth gateway) {
    conditions.put(type, gateway.ready(), gateway.reason(), gateway.message());
    if (!gateway.ready()) {
      conditions.isFalse(Condition.READY, "GatewayNotReady", gateway.message());
    }
  }

  private static void put(ConditionList conditions, CniHealth cni) {
    conditions.put(CNI_READY, cni.ready(), cni.reason(), cni.message());
    if (!cni.ready()) {
      conditions.isFalse(Condition.READY, "CniNotReady", cni.message());
    }
  }

  private static void put(ConditionList conditions, SecretsReport secrets) {
    if (secrets.ready()) {
      conditions.isTrue(Condition.SECRETS_READY, secrets.reason(), secrets.message());
    } else {
      conditions.isFalse(Condition.SECRETS_READY, secrets.reason(), secrets.message());
    }
  }

  /**
   * How a gateway is, or what was said before of one nobody has looked at since its last change.
   * Foreign annotations count as changes too; only one that follows from the spec makes the gateway
   * less than ready.
   */
  private GatewayHealth health(GatewayState state, String type) {
    boolean observed = state.deployment().filter(g -> !GatewayHealth.isObserved(g)).isEmpty();
    return (observed || !state.wanted() ? Optional.<Condition>empty() : said(type))
        .map(said -> new GatewayHealth(said.status().equals("True"), said.reason(), said.message()))
        .orElseGet(() -> GatewayHealth.of(state));
  }

  /** Likewise of the plug-in. */
  private CniHealth cni(InstallState state) {
    boolean observed = state.cni().filter(installer -> !CniHealth.isObserved(installer)).isEmpty();
    return (observed ? Optional.<Condition>empty() : said(CNI_READY))
        .map(said -> new CniHealth(said.status().equals("True"), said.reason(), said.message()))
        .orElseGet(() -> CniHealth.of(state.cni(), state.cniPods()));
  }

  /** What was said before of the mesh as it stands. */
  private Optional<Condition> said(String type) {
    return previous().stream()
        .filter(condition -> condition.type().equals(type))
        .filter(about -> mesh.getMetadata().getGeneration().equals(about.observedGeneration()))
        .findFirst();
  }

  private static List<ComponentStatus> componentsOf(
      InstallState state,
      GatewayHealth ingress,
      Optional<GatewayHealth> egress,
      Optional<CniHealth> cni) {
    List<ComponentStatus> components = new ArrayList<>();
    components.add(new ComponentStatus(MeshObjects.DISCOVERY, "Service", true, null));
    components.add(
        new ComponentStatus(
            MeshObjects.WEBHOOK_CONFIGURATION, "ValidatingWebhookConfiguration", true, null));
    if (state.ingress().wanted()) {
      components.add(
          component(MeshObjects.GATEWAY, "Deployment", ingress.ready(), ingress.message()));
    }
    egress
        .map(is -> component(MeshObjects.EGRESS_GATEWAY, "Deployment", is.ready(), is.message()))
        .ifPresent(components::add);
    cni.map(is -> component(MeshObjects.CNI, "DaemonSet", is.ready(), is.message()))
        .ifPresent(components::add);
    return components;
  }

  private static ComponentStatus component(
      String name, String kind, boolean ready, String message) {
    return new ComponentStatus(name, kind, ready, ready ? null : message);
  }

  private ServiceMeshStatus status(
      String version,
      ConditionList conditions,
      List<ComponentStatus> components,
      Optional<IdentityStatus> identity) {
    return new ServiceMeshStatus(
        mesh.getMetadata().getGeneration(),
        conditions.toList(),
        version,
        components,
        identity.orElse(null));
  }

  private ConditionList conditions() {
    return new ConditionList(previous(), mesh.getMetadata().getGeneration(), now);
  }

  private List<Condition> previous() {
    return Optional.ofNullable(mesh.getStatus())
        .map(ServiceMeshStatus::conditions)
        .orElse(List.of());
  }

  private Optional<IdentityStatus> identity() {
    return Optional.ofNullable(mesh.getStatus()).map(ServiceMeshStatus::identity);
  }

  private List<ComponentStatus> components() {
    return Optional.ofNullable(mesh.getStatus())
        .map(ServiceMeshStatus::components)
        .orElse(List.of());
  }
}
