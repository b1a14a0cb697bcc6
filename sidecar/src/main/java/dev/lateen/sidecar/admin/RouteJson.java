package dev.lateen.sidecar.admin;

import dev.lateen.sidecar.model.DirectResponse;
import dev.lateen.sidecar.model.FaultPolicy;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.Redirect;
import dev.lateen.sidecar.model.RetryCondition;
import dev.lateen.sidecar.model.RetryPolicy;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteAction;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.VirtualHost;
import dev.lateen.sidecar.model.WeightedCluster;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Route tables as JSON, for people. */
final class RouteJson {
  private RouteJson() {}

  static JsonObject of(RouteTable table) {
    JsonArray hosts = new JsonArray();
    table.virtualHosts().forEach(host -> hosts.add(host(host)));
    return new JsonObject().put("name", table.name()).put("virtual_hosts", hosts);
  }

  static JsonArray clusters(List<WeightedCluster> clusters) {
    JsonArray json = new JsonArray();
    clusters.forEach(
        cluster ->
            json.add(
                new JsonObject().put("name", cluster.cluster()).put("weight", cluster.weight())));
    return json;
  }

  private static JsonObject host(VirtualHost host) {
    JsonArray routes = new JsonArray();
    host.routes().forEach(route -> routes.add(route(route)));
    return new JsonObject()
        .put("name", host.name())
        .put("domains", new JsonArray(host.domains()))
        .put("routes", routes);
  }

  private static JsonObject route(Route route) {
    JsonArray headers = new JsonArray();
    route
        .match()
        .headers()
        .forEach(
            header ->
                headers.add(
                    (header.invert() ? "not " : "") + header.name() + " " + header.value()));
    JsonObject json =
        new JsonObject()
            .put("name", route.name())
            .put("path", route.match().path().toString())
            .put("headers", headers)
            .put("action", action(route.action()));
    route.fault().ifPresent(fault -> json.put("fault", fault(fault)));
    route.cors().ifPresent(cors -> json.put("cors", cors.allowOrigins().toString()));
    return json;
  }

  private static JsonObject action(RouteAction action) {
    return switch (action) {
      case Forward forward -> forward(forward);
      case Redirect redirect ->
          new JsonObject()
              .put("redirect", redirect.status())
              .put("host", redirect.host().orElse(""))
              .put("path", redirect.path().toString());
      case DirectResponse direct -> new JsonObject().put("direct_response", direct.status());
    };
  }

  private static JsonObject forward(Forward forward) {
    JsonObject json =
        new JsonObject()
            .put("clusters", clusters(forward.clusters()))
            .put("timeout", forward.timeout().toString())
            .put("rewrite", forward.path().toString());
    forward.host().ifPresent(host -> json.put("host_rewrite", host));
    forward.retry().ifPresent(retry -> json.put("retry", retry(retry)));
    JsonArray mirrors = new JsonArray();
    forward.mirrors().forEach(mirror -> mirrors.add(mirror.cluster()));
    return mirrors.isEmpty() ? json : json.put("mirrors", mirrors);
  }

  private static JsonObject retry(RetryPolicy retry) {
    return new JsonObject()
        .put(
            "on",
            retry.conditions().stream().map(RetryCondition::text).sorted().toList().toString())
        .put("attempts", retry.attempts())
        .put("per_try_timeout", retry.perTryTimeout().toString());
  }

  private static JsonObject fault(FaultPolicy fault) {
    JsonObject json = new JsonObject();
    fault
        .delay()
        .ifPresent(
            delay ->
                json.put("delay", delay.duration().toString())
                    .put("delay_share", delay.share().value()));
    fault
        .abort()
        .ifPresent(
            abort ->
                json.put("abort", abort.answer().toString())
                    .put("abort_share", abort.share().value()));
    return json;
  }
}
