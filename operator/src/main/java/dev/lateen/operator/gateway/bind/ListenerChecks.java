package dev.lateen.operator.gateway.bind;

import dev.lateen.operator.gateway.api.ClientValidation;
import dev.lateen.operator.gateway.api.Document;
import dev.lateen.operator.gateway.api.DocumentReader;
import dev.lateen.operator.gateway.api.GatewaySpec;
import dev.lateen.operator.gateway.api.GatewaySpec.AllowedRoutes;
import dev.lateen.operator.gateway.api.GatewaySpec.Listener;
import dev.lateen.operator.gateway.api.GatewaySpec.RouteKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges the listeners of a Gateway.
 *
 * @param certificates where certificates are
 * @param authorities where authorities are
 */
record ListenerChecks(Certificates certificates, Authorities authorities) {
  static final String INVALID_KINDS = "InvalidRouteKinds";
  static final String HTTP_ROUTE = "HTTPRoute";
  static final String GRPC_ROUTE = "GRPCRoute";
  static final String TLS_ROUTE = "TLSRoute";
  static final String TCP_ROUTE = "TCPRoute";
  private static final String PROTOCOL_CONFLICT = "ProtocolConflict";

  /** Ports of the proxy itself. */
  private static final Set<Integer> TAKEN = Set.of(15000, 15020);

  /** The listeners in the order of the document; of two that conflict the first one stays. */
  List<ListenerState> judge(Document<GatewaySpec> gateway) {
    var judged = new ArrayList<ListenerState>();
    for (Listener listener : gateway.spec().listeners()) {
      judged.add(judge(gateway, listener, judged));
    }
    return judged;
  }

  private ListenerState judge(
      Document<GatewaySpec> gateway, Listener listener, List<ListenerState> before) {
    List<String> carried = carried(listener);
    List<String> kinds =
        isMixed(listener, gateway.spec().listeners()) ? List.of() : kinds(listener, carried);
    Certificates.Found found = certificates.of(gateway.meta(), listener);
    Optional<ClientValidation> validation = gateway.spec().clients(listener);
    Optional<Authorities.Found> clients =
        validation.map(
            one ->
                authorities.of(
                    gateway.meta(), one.caCertificateRefs(), "InvalidCACertificateKind"));
    Finding resolved =
        asksForOthers(listener, carried)
            ? Finding.unresolved(
                INVALID_KINDS, "The protocol of the listener carries " + carried + " alone.")
            : clients
                .map(Authorities.Found::resolved)
                .filter(finding -> !finding.holds())
                .orElse(found.resolved());
    return new ListenerState(
        listener,
        kinds,
        found.certificates(),
        clients.flatMap(Authorities.Found::pem),
        refused(validation, clients)
            .orElseGet(() -> accepted(listener, carried, gateway.spec().listeners())),
        resolved,
        conflict(listener, before));
  }

  private static Optional<Finding> refused(
      Optional<ClientValidation> validation, Optional<Authorities.Found> clients) {
    if (validation.filter(one -> !one.validOnly()).isPresent()) {
      return Optional.of(
          Finding.refused(
              "UnsupportedValue", "Clients without a valid certificate cannot be let in."));
    }
    return clients
        .filter(found -> found.pem().isEmpty())
        .map(found -> Finding.refused("NoValidCACertificate", found.resolved().message()));
  }

  private static List<String> carried(Listener listener) {
    return switch (listener.protocol()) {
      case "HTTP", "HTTPS" -> List.of(HTTP_ROUTE, GRPC_ROUTE);
      case "TLS" -> List.of(TLS_ROUTE);
      case "TCP" -> List.of(TCP_ROUTE);
      default -> List.of();
    };
  }

  private static List<RouteKind> asked(Listener listener) {
    AllowedRoutes allowed = listener.allowedRoutes();
    return allowed == null ? List.of() : allowed.kinds();
  }

  private static List<String> kinds(Listener listener, List<String> carried) {
    List<RouteKind> asked = asked(listener);
    return asked.isEmpty()
        ? carried
        : asked.stream()
            .filter(kind -> isOneOf(kind, carried))
            .map(RouteKind::kind)
            .distinct()
            .toList();
  }

  private static boolean asksForOthers(Listener listener, List<String> carried) {
    return asked(listener).stream().anyMatch(kind -> !isOneOf(kind, carried));
  }

  private static boolean isOneOf(RouteKind kind, List<String> carried) {
    return (kind.group() == null || kind.group().equals(DocumentReader.GROUP))
        && carried.contains(kind.kind());
  }

  private static Finding accepted(Listener listener, List<String> carried, List<Listener> all) {
    if (carried.isEmpty()) {
      return Finding.refused(
          "UnsupportedProtocol",
          "Carried are HTTP, HTTPS, TLS and TCP, not " + listener.protocol());
    }
    if (isMixed(listener, all)) {
      return Finding.refused(
          PROTOCOL_CONFLICT, "TLS of a port is either ended or passed through by its listeners.");
    }
    return TAKEN.contains(listener.port())
        ? Finding.refused("PortUnavailable", "The proxy itself needs port " + listener.port())
        : Finding.accepted();
  }

  /** The API wants both refused where a port with both is not a feature (TLSRouteModeMixed). */
  private static boolean isMixed(Listener listener, List<Listener> all) {
    return listener.protocol().equals("TLS")
        && all.stream()
            .filter(other -> other.port() == listener.port() && other.protocol().equals("TLS"))
            .anyMatch(other -> other.passesThrough() != listener.passesThrough());
  }

  private static Optional<Finding> conflict(Listener listener, List<ListenerState> before) {
    return before.stream()
        .filter(other -> other.conflict().isEmpty() && other.accepted().holds())
        .map(ListenerState::listener)
        .filter(other -> other.port() == listener.port())
        .flatMap(other -> conflict(listener, other).stream())
        .findFirst();
  }

  private static Optional<Finding> conflict(Listener listener, Listener other) {
    if (!layer(listener).equals(layer(other))) {
      return conflict(PROTOCOL_CONFLICT, "has another protocol on this port", other);
    }
    return listener.protocol().equals("TCP")
            || listener.host().map(Hosts::lower).equals(other.host().map(Hosts::lower))
        ? conflict("HostnameConflict", "has the same host on this port", other)
        : Optional.empty();
  }

  /** What clients of a port begin with. */
  private static String layer(Listener listener) {
    return listener.protocol().equals("HTTPS") ? "TLS" : listener.protocol();
  }

  private static Optional<Finding> conflict(String reason, String what, Listener other) {
    return Optional.of(
        new Finding(
            Finding.CONFLICTED, true, reason, "Listener " + other.name() + " " + what + "."));
  }
}
