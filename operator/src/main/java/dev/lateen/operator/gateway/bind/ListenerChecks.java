package dev.lateen.operator.gateway.bind;

import dev.lateen.operator.gateway.api.DocumentReader;
import dev.lateen.operator.gateway.api.GatewaySpec.AllowedRoutes;
import dev.lateen.operator.gateway.api.GatewaySpec.Listener;
import dev.lateen.operator.gateway.api.GatewaySpec.RouteKind;
import dev.lateen.operator.gateway.api.Meta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges the listeners of a Gateway.
 *
 * @param certificates where certificates are
 */
record ListenerChecks(Certificates certificates) {
  static final String INVALID_KINDS = "InvalidRouteKinds";
  static final String HTTP_ROUTE = "HTTPRoute";
  static final String GRPC_ROUTE = "GRPCRoute";
  static final String TLS_ROUTE = "TLSRoute";

  /** Ports of the proxy itself. */
  private static final Set<Integer> TAKEN = Set.of(15000, 15020);

  /** The listeners in the order of the document; of two that conflict the first one stays. */
  List<ListenerState> judge(Meta gateway, List<Listener> listeners) {
    var judged = new ArrayList<ListenerState>();
    for (Listener listener : listeners) {
      judged.add(judge(gateway, listener, judged));
    }
    return judged;
  }

  private ListenerState judge(Meta gateway, Listener listener, List<ListenerState> before) {
    List<String> carried = carried(listener);
    List<String> kinds = kinds(listener, carried);
    Certificates.Found found = certificates.of(gateway, listener);
    Finding resolved =
        asksForOthers(listener, carried)
            ? Finding.unresolved(
                INVALID_KINDS, "The protocol of the listener carries " + carried + " alone.")
            : found.resolved();
    return new ListenerState(
        listener,
        kinds,
        found.certificates(),
        accepted(listener, carried),
        resolved,
        conflict(listener, before));
  }

  private static List<String> carried(Listener listener) {
    return switch (listener.protocol()) {
      case "HTTP", "HTTPS" -> List.of(HTTP_ROUTE, GRPC_ROUTE);
      case "TLS" -> List.of(TLS_ROUTE);
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

  private static Finding accepted(Listener listener, List<String> carried) {
    if (carried.isEmpty()) {
      return Finding.refused(
          "UnsupportedProtocol", "Carried are HTTP, HTTPS and TLS, not " + listener.protocol());
    }
    return TAKEN.contains(listener.port())
        ? Finding.refused("PortUnavailable", "The proxy itself needs port " + listener.port())
        : Finding.accepted();
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
    if (listener.protocol().equals("HTTP") != other.protocol().equals("HTTP")) {
      return conflict("ProtocolConflict", "has another protocol on this port", other);
    }
    return listener.host().map(Hosts::lower).equals(other.host().map(Hosts::lower))
        ? conflict("HostnameConflict", "has the same host on this port", other)
        : Optional.empty();
  }

  private static Optional<Finding> conflict(String reason, String what, Listener other) {
    return Optional.of(
        new Finding(
            Finding.CONFLICTED, true, reason, "Listener " + other.name() + " " + what + "."));
  }
}
