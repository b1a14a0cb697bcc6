package dev.lateen.operator.install;

import dev.lateen.crds.v1alpha1.ComponentStatus;
import dev.lateen.crds.v1alpha1.Condition;
import dev.lateen.crds.v1alpha1.IdentityStatus;
import dev.lateen.crds.v1alpha1.ServiceMesh;
import dev.lateen.crds.v1alpha1.ServiceMeshStatus;
import dev.lateen.operator.identity.AuthorityReport;
import dev.lateen.operator.identity.SecretsReport;
import java.time.Instant;
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
    GatewayHealth gateway = unobserved(state).orElseGet(() -> GatewayHealth.of(state));
    ConditionList conditions = conditions();
    conditions.isTrue(WEBHOOK_READY, "Serving", "Rules are checked before they are stored.");
    if (gateway.ready()) {
      conditions.isTrue(GATEWAY_READY, gateway.reason(), gateway.message());
      conditions.isTrue(Condition.READY, "Installed", "Everything asked for is installed.");
    } else {
      conditions.isFalse(GATEWAY_READY, gateway.reason(), gateway.message());
      conditions.isFalse(Condition.READY, "GatewayNotReady", gateway.message());
    }
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
        componentsOf(state, gateway),
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

  private static void put(ConditionList conditions, SecretsReport secrets) {
    if (secrets.ready()) {
      conditions.isTrue(Condition.SECRETS_READY, secrets.reason(), secrets.message());
    } else {
      conditions.isFalse(Condition.SECRETS_READY, secrets.reason(), secrets.message());
    }
  }

  /**
   * What was said before of a gateway nobody has looked at since its last change. Foreign
   * annotations count as changes too; only one that follows from the spec makes the gateway less
   * than ready.
   */
  private Optional<GatewayHealth> unobserved(InstallState state) {
    boolean observed = state.gateway().filter(g -> !GatewayHealth.isObserved(g)).isEmpty();
    return observed || !state.gatewayWanted()
        ? Optional.empty()
        : previous().stream()
            .filter(condition -> condition.type().equals(GATEWAY_READY))
            .filter(about -> mesh.getMetadata().getGeneration().equals(about.observedGeneration()))
            .map(
                said ->
                    new GatewayHealth(said.status().equals("True"), said.reason(), said.message()))
            .findFirst();
  }

  private static List<ComponentStatus> componentsOf(InstallState state, GatewayHealth gateway) {
    ComponentStatus discovery = new ComponentStatus(MeshObjects.DISCOVERY, "Service", true, null);
    ComponentStatus webhook =
        new ComponentStatus(
            MeshObjects.WEBHOOK_CONFIGURATION, "ValidatingWebhookConfiguration", true, null);
    ComponentStatus ingress =
        new ComponentStatus(
            MeshObjects.GATEWAY,
            "Deployment",
            gateway.ready(),
            gateway.ready() ? null : gateway.message());
    return state.gatewayWanted()
        ? List.of(discovery, webhook, ingress)
        : List.of(discovery, webhook);
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
