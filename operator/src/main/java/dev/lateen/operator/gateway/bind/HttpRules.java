package dev.lateen.operator.gateway.bind;

import dev.lateen.crds.Durations;
import dev.lateen.operator.gateway.api.BackendReference;
import dev.lateen.operator.gateway.api.HttpRouteSpec;
import dev.lateen.operator.gateway.api.HttpRouteSpec.Match;
import dev.lateen.operator.gateway.api.HttpRouteSpec.ValueMatch;
import dev.lateen.operator.gateway.api.Meta;
import dev.lateen.operator.gateway.model.HttpRoute.HttpRule;
import dev.lateen.operator.gateway.model.RequestMatch;
import dev.lateen.operator.gateway.model.RequestMatch.Path;
import dev.lateen.operator.gateway.model.RequestMatch.Value;
import dev.lateen.operator.gateway.model.RuleAction;
import dev.lateen.operator.gateway.model.RuleAction.Backend;
import dev.lateen.operator.gateway.model.RuleAction.Retry;
import dev.lateen.operator.gateway.model.RuleAction.Timeouts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads the rules of HTTPRoutes.
 *
 * @param backends where references lead
 */
record HttpRules(Backends backends) {
  private static final String REGEX = "RegularExpression";

  List<HttpRule> read(Meta route, HttpRouteSpec spec) {
    return spec.rules().stream().map(rule -> rule(route, rule)).toList();
  }

  private HttpRule rule(Meta route, HttpRouteSpec.Rule rule) {
    var filters = new Filters(rule.filters());
    List<RequestMatch> matches =
        rule.matches().isEmpty()
            ? List.of(match(new Match(null, null, null, null)))
            : rule.matches().stream().map(HttpRules::match).toList();
    RuleAction action =
        filters
            .redirect()
            .<RuleAction>map(redirect -> redirect)
            .orElseGet(() -> forward(route, rule, filters));
    return new HttpRule(matches, filters.request(), filters.response(), filters.cors(), action);
  }

  private RuleAction.Forward forward(Meta route, HttpRouteSpec.Rule rule, Filters filters) {
    return new RuleAction.Forward(
        backends(route, rule.backendRefs()),
        filters.host(),
        filters.path(),
        filters.mirrors(route, backends),
        timeouts(rule.timeouts()),
        Optional.ofNullable(rule.retry()).map(HttpRules::retry));
  }

  /** The backends that get something. */
  List<Backend> backends(Meta route, List<BackendReference> references) {
    return references.stream()
        .filter(reference -> reference.weightOrDefault() > 0)
        .map(
            reference -> {
              var filters = new Filters(reference.filters());
              return new Backend(
                  backends.find(route, reference),
                  reference.weightOrDefault(),
                  filters.request(),
                  filters.response());
            })
        .toList();
  }

  private static RequestMatch match(Match match) {
    return new RequestMatch(
        Optional.ofNullable(match.path()).map(HttpRules::path).orElse(Path.Prefix.ALL),
        Optional.ofNullable(match.method()),
        values(match.headers(), true),
        values(match.queryParams(), false));
  }

  private static Path path(HttpRouteSpec.PathMatch path) {
    String value = Objects.requireNonNullElse(path.value(), "/");
    return switch (Objects.requireNonNullElse(path.type(), "PathPrefix")) {
      case "Exact" -> new Path.Exact(value);
      case REGEX -> new Path.Regex(value);
      default -> new Path.Prefix(withoutLastSlash(value));
    };
  }

  private static String withoutLastSlash(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** Of a name that is there twice the first condition counts. */
  static List<Value> values(List<ValueMatch> conditions, boolean headers) {
    Map<String, Value> byName = new LinkedHashMap<>();
    conditions.forEach(
        condition -> {
          String name = headers ? condition.name().toLowerCase(Locale.ROOT) : condition.name();
          byName.putIfAbsent(
              name, new Value(name, condition.value(), REGEX.equals(condition.type())));
        });
    return List.copyOf(byName.values());
  }

  private static Timeouts timeouts(HttpRouteSpec.Timeouts timeouts) {
    return timeouts == null
        ? Timeouts.DEFAULT
        : new Timeouts(
            Optional.ofNullable(timeouts.request()).flatMap(Durations::find),
            Optional.ofNullable(timeouts.backendRequest()).flatMap(Durations::find));
  }

  private static Retry retry(HttpRouteSpec.Retry retry) {
    return new Retry(
        retry.codes(),
        Objects.requireNonNullElse(retry.attempts(), 1),
        Optional.ofNullable(retry.backoff()).flatMap(Durations::find));
  }
}
