package dev.lateen.operator.gateway.bind;

import dev.lateen.operator.gateway.api.GatewaySpec.Listener;
import dev.lateen.operator.gateway.model.GatewayListener.Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A listener, looked at by itself and beside the others of its Gateway.
 *
 * @param listener the listener
 * @param kinds kinds of routes it takes
 * @param certificates of the server
 * @param clients authorities that clients need a certificate of; empty: they need none
 * @param accepted whether it is obeyed
 * @param resolved whether its references lead somewhere
 * @param conflict why another listener excludes it; empty where none does
 */
record ListenerState(
    Listener listener,
    List<String> kinds,
    List<Certificate> certificates,
    Optional<String> clients,
    Finding accepted,
    Finding resolved,
    Optional<Finding> conflict) {

  /** Whether proxies have it. */
  boolean programmed() {
    return accepted.holds()
        && conflict.isEmpty()
        && (resolved.holds() || resolved.reason().equals(ListenerChecks.INVALID_KINDS))
        && !kinds.isEmpty();
  }

  /** Everything its status says. */
  List<Finding> findings() {
    Finding programmed =
        programmed()
            ? new Finding(Finding.PROGRAMMED, true, "Programmed", "")
            : new Finding(
                Finding.PROGRAMMED,
                false,
                "Invalid",
                "The listener is not valid: see its other conditions.");
    return List.of(
        accepted,
        resolved,
        programmed,
        conflict.orElseGet(() -> new Finding(Finding.CONFLICTED, false, "NoConflicts", "")));
  }
}
