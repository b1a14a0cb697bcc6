package dev.lateen.operator.install.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lateen.operator.gateway.api.DocumentReader;
import dev.lateen.operator.gateway.bind.Finding;
import dev.lateen.operator.gateway.bind.GatewayBinder;
import dev.lateen.operator.gateway.bind.GatewayReport;
import dev.lateen.operator.gateway.bind.GatewayReport.ListenerReport;
import dev.lateen.operator.gateway.bind.PolicyReport;
import dev.lateen.operator.gateway.bind.RouteReport;
import dev.lateen.operator.gateway.bind.RouteReport.ParentReport;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Makes the statuses of documents of the Gateway API from those there were: what others wrote
 * stays, and so does {@code lastTransitionTime} of a condition that is as it was.
 *
 * @param clock says when a condition changed
 */
record GatewayStatuses(Clock clock) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONDITIONS = "conditions";
  private static final String PARENTS = "parents";
  private static final String ANCESTORS = "ancestors";

  /** The API takes no more. */
  private static final int MOST_ANCESTORS = 16;

  /** Of a GatewayClass. */
  ObjectNode ofClass(JsonNode before, long generation, List<String> features) {
    ObjectNode status = copy(before);
    conditions(status, before, generation, List.of(new Finding("Accepted", true, "Accepted", "")));
    ArrayNode names = status.putArray("supportedFeatures");
    features.forEach(name -> names.addObject().put("name", name));
    return status;
  }

  /**
   * Of a Gateway.
   *
   * @param address an IP address or a name; empty where there is none yet
   * @param programmed whether its proxies serve
   */
  ObjectNode ofGateway(JsonNode before, GatewayReport report, String address, Finding programmed) {
    long generation = report.gateway().meta().generation();
    ObjectNode status = copy(before);
    conditions(status, before, generation, List.of(report.accepted(), programmed));
    ArrayNode addresses = status.putArray("addresses");
    if (!address.isEmpty()) {
      boolean number = address.indexOf(':') >= 0 || address.matches("[0-9.]+");
      addresses.addObject().put("type", number ? "IPAddress" : "Hostname").put("value", address);
    }
    ArrayNode listeners = status.putArray("listeners");
    report
        .listeners()
        .forEach(
            listener ->
                listener(
                    listeners.addObject(),
                    find(before.path("listeners"), "name", listener.name()),
                    generation,
                    listener));
    return status;
  }

  private void listener(
      ObjectNode status, JsonNode before, long generation, ListenerReport listener) {
    status.put("name", listener.name()).put("attachedRoutes", listener.attachedRoutes());
    ArrayNode kinds = status.putArray("supportedKinds");
    listener
        .kinds()
        .forEach(kind -> kinds.addObject().put("group", DocumentReader.GROUP).put("kind", kind));
    conditions(status, before, generation, listener.findings());
  }

  /** Of a route; the parents that another controller serves stay. */
  ObjectNode ofRoute(JsonNode before, RouteReport report) {
    ObjectNode status = copy(before);
    ArrayNode parents = status.putArray(PARENTS);
    before
        .path(PARENTS)
        .forEach(
            parent -> {
              if (!isOurs(parent)) {
                parents.add(parent);
              }
            });
    report.parents().forEach(parent -> parent(parents.addObject(), before, report, parent));
    return status;
  }

  /** Of a BackendTLSPolicy; the Gateways that another controller serves stay. */
  ObjectNode ofPolicy(JsonNode before, PolicyReport report) {
    ObjectNode status = copy(before);
    ArrayNode ancestors = status.putArray(ANCESTORS);
    before
        .path(ANCESTORS)
        .forEach(
            ancestor -> {
              if (!isOurs(ancestor)) {
                ancestors.add(ancestor);
              }
            });
    report.gateways().stream()
        .limit(Math.max(0, MOST_ANCESTORS - ancestors.size()))
        .forEach(gateway -> ancestor(ancestors.addObject(), before, report, gateway));
    return status;
  }

  private void ancestor(ObjectNode status, JsonNode before, PolicyReport report, String gateway) {
    int slash = gateway.indexOf('/');
    ObjectNode reference =
        JSON.createObjectNode()
            .put("group", DocumentReader.GROUP)
            .put("kind", "Gateway")
            .put("namespace", gateway.substring(0, slash))
            .put("name", gateway.substring(slash + 1));
    JsonNode same = refer(status, before.path(ANCESTORS), "ancestorRef", reference);
    conditions(status, same, report.policy().generation(), report.findings());
  }

  private void parent(ObjectNode status, JsonNode before, RouteReport report, ParentReport parent) {
    JsonNode reference = JSON.valueToTree(parent.parent());
    JsonNode same = refer(status, before.path(PARENTS), "parentRef", reference);
    conditions(status, same, report.route().generation(), parent.findings());
  }

  /** Says whom an entry is about and that it is ours; the one that said so before, if any. */
  private static JsonNode refer(
      ObjectNode entry, JsonNode before, String field, JsonNode reference) {
    entry.set(field, reference);
    entry.put("controllerName", GatewayBinder.CONTROLLER);
    JsonNode same = JSON.missingNode();
    for (JsonNode one : before) {
      if (isOurs(one) && one.path(field).equals(reference)) {
        same = one;
      }
    }
    return same;
  }

  private static boolean isOurs(JsonNode entry) {
    return GatewayBinder.CONTROLLER.equals(entry.path("controllerName").asText());
  }

  private void conditions(
      ObjectNode status, JsonNode before, long generation, List<Finding> findings) {
    ArrayNode conditions = status.putArray(CONDITIONS);
    for (Finding finding : findings) {
      String state = finding.holds() ? "True" : "False";
      JsonNode same = find(before.path(CONDITIONS), "type", finding.type());
      String since =
          same.path("status").asText().equals(state)
              ? same.path("lastTransitionTime").asText()
              : clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
      conditions
          .addObject()
          .put("type", finding.type())
          .put("status", state)
          .put("reason", finding.reason())
          .put("message", finding.message())
          .put("observedGeneration", generation)
          .put("lastTransitionTime", since);
    }
  }

  private static JsonNode find(JsonNode list, String field, String value) {
    for (JsonNode one : list) {
      if (one.path(field).asText().equals(value)) {
        return one;
      }
    }
    return JSON.missingNode();
  }

  private static ObjectNode copy(JsonNode before) {
    return before.isObject() ? before.deepCopy() : JSON.createObjectNode();
  }
}
