package dev.lateen.operator.gateway.bind;

import dev.lateen.operator.gateway.api.GrpcRouteSpec;
import dev.lateen.operator.gateway.api.GrpcRouteSpec.MethodMatch;
import dev.lateen.operator.gateway.api.Meta;
import dev.lateen.operator.gateway.model.HttpRoute.HttpRule;
import dev.lateen.operator.gateway.model.RequestMatch;
import dev.lateen.operator.gateway.model.RequestMatch.Path;
import dev.lateen.operator.gateway.model.RuleAction;
import dev.lateen.operator.gateway.model.RuleAction.Timeouts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads the rules of GRPCRoutes: calls are requests whose path is {@code /service/method}.
 *
 * @param rules what they have in common with those of HTTPRoutes
 */
record GrpcRules(HttpRules rules) {
  private static final String ANY_NAME = "[^/]+";

  List<HttpRule> read(Meta route, GrpcRouteSpec spec) {
    return spec.rules().stream().map(rule -> rule(route, rule)).toList();
  }

  private HttpRule rule(Meta route, GrpcRouteSpec.Rule rule) {
    var filters = new Filters(rule.filters());
    List<RequestMatch> matches =
        rule.matches().isEmpty()
            ? List.of(match(new GrpcRouteSpec.Match(null, null)))
            : rule.matches().stream().map(GrpcRules::match).toList();
    return new HttpRule(
        matches,
        filters.request(),
        filters.response(),
        filters.cors(),
        new RuleAction.Forward(
            rules.backends(route, rule.backendRefs()),
            Optional.empty(),
            Optional.empty(),
            filters.mirrors(route, rules.backends()),
            Timeouts.DEFAULT,
            Optional.empty()));
  }

  private static RequestMatch match(GrpcRouteSpec.Match match) {
    return new RequestMatch(
        Optional.ofNullable(match.method()).map(GrpcRules::path).orElse(Path.Prefix.ALL),
        Optional.empty(),
        HttpRules.values(match.headers(), true),
        List.of());
  }

  private static Path path(MethodMatch match) {
    if ("RegularExpression".equals(match.type())) {
      return new Path.Regex(
          "/"
              + Objects.requireNonNullElse(match.service(), ANY_NAME)
              + "/"
              + Objects.requireNonNullElse(match.method(), ANY_NAME));
    }
    if (match.service() == null) {
      return match.method() == null
          ? Path.Prefix.ALL
          : new Path.Regex("/" + ANY_NAME + "/" + match.method());
    }
    return match.method() == null
        ? new Path.Prefix("/" + match.service())
        : new Path.Exact("/" + match.service() + "/" + match.method());
  }
}
