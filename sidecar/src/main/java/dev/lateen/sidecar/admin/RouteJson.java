package dev.lateen.sidecar.admin;

import static dev.lateen.sidecar.admin.Documents.array;
import static dev.lateen.sidecar.admin.Documents.object;
import static dev.lateen.sidecar.admin.Documents.objects;

import dev.lateen.sidecar.model.DirectResponse;
import dev.lateen.sidecar.model.FaultPolicy;
import dev.lateen.sidecar.model.Forward;
import dev.lateen.sidecar.model.HeaderMatch;
import dev.lateen.sidecar.model.Mirror;
import dev.lateen.sidecar.model.Redirect;
import dev.lateen.sidecar.model.RetryCondition;
import dev.lateen.sidecar.model.RetryPolicy;
import dev.lateen.sidecar.model.Route;
import dev.lateen.sidecar.model.RouteAction;
import dev.lateen.sidecar.model.RouteTable;
import dev.lateen.sidecar.model.VirtualHost;
import dev.lateen.sidecar.model.WeightedCluster;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** Route tables as JSON, for people. */
final class RouteJson {
  private RouteJson() {}

  static JsonObjectBuilder of(RouteTable table) {
    return object()
        .add("name", table.name())
        .add("virtual_hosts", objects(table.virtualHosts(), RouteJson::host));
  }

  static JsonArrayBuilder clusters(List<WeightedCluster> clusters) {
    return objects(
        clusters,
        cluster -> object().add("name", cluster.cluster()).add("weight", cluster.weight()));
  }

  private static JsonObjectBuilder host(VirtualHost host) {
    return object()
        .add("name", host.name())
        .add("domains", array(host.domains()))
        .add("routes", objects(host.routes(), RouteJson::route));
  }

  private static JsonObjectBuilder route(Route route) {
    JsonObjectBuilder json =
        object()
            .add("name", route.name())
            .add("path", route.match().path().toString())
            .add("headers", array(route.match().headers().stream().map(RouteJson::header).toList()))
            .add("action", action(route.action()));
    route.fault().ifPresent(fault -> json.add("fault", fault(fault)));
    route.cors().ifPresent(cors -> json.add("cors", cors.allowOrigins().toString()));
    return json;
  }

  private static String header(HeaderMatch header) {
    return (header.invert() ? "not " : "") + header.name() + " " + header.value();
  }

  private static JsonObjectBuilder action(RouteAction action) {
    return switch (action) {
      case Forward forward -> forward(forward);
      case Redirect redirect ->
          object()
              .add("redirect", redirect.status())
              .add("host", redirect.host().orElse(""))
              .add("path", redirect.path().toString());
      case DirectResponse direct -> object().add("direct_response", direct.status());
    };
  }

  private static JsonObjectBuilder forward(Forward forward) {
    JsonObjectBuilder json =
        object()
            .add("clusters", clusters(forward.clusters()))
            .add("timeout", forward.timeout().toString())
            .add("rewrite", forward.path().toString());
    forward.host().ifPresent(host -> json.add("host_rewrite", host));
    forward.retry().ifPresent(retry -> json.add("retry", retry(retry)));
    return forward.mirrors().isEmpty()
        ? json
        : json.add("mirrors", array(forward.mirrors().stream().map(Mirror::cluster).toList()));
  }

  private static JsonObjectBuilder retry(RetryPolicy retry) {
    return object()
        .add(
            "on",
            retry.conditions().stream().map(RetryCondition::text).sorted().toList().toString())
        .add("attempts", retry.attempts())
        .add("per_try_timeout", retry.perTryTimeout().toString());
  }

  private static JsonObjectBuilder fault(FaultPolicy fault) {
    JsonObjectBuilder json = object();
    fault
        .delay()
        .ifPresent(
            delay ->
                json.add("delay", delay.duration().toString())
                    .add("delay_share", delay.share().value()));
    fault
        .abort()
        .ifPresent(
            abort ->
                json.add("abort", abort.answer().toString())
                    .add("abort_share", abort.share().value()));
    return json;
  }
}
