package dev.lateen.operator.gateway.bind;

import dev.lateen.operator.gateway.api.Meta;
import dev.lateen.operator.gateway.api.RouteFilter;
import dev.lateen.operator.gateway.model.CrossOrigin;
import dev.lateen.operator.gateway.model.HeaderChanges;
import dev.lateen.operator.gateway.model.HeaderChanges.Header;
import dev.lateen.operator.gateway.model.RuleAction;
import dev.lateen.operator.gateway.model.RuleAction.Mirror;
import dev.lateen.operator.gateway.model.RuleAction.PathChange;
import dev.lateen.operator.gateway.model.RuleAction.Redirect;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * The filters of one rule.
 *
 * @param list filters in the order of the document
 */
record Filters(List<RouteFilter> list) {
  private static final int FOUND = 302;
  private static final int DEFAULT_MAX_AGE_SECONDS = 5;
  private static final Set<String> KNOWN =
      Set.of(
          "RequestHeaderModifier",
          "ResponseHeaderModifier",
          "RequestRedirect",
          "URLRewrite",
          "RequestMirror",
          "CORS");

  /** The type of the first filter that is not known here. */
  Optional<String> unknown() {
    return list.stream().map(RouteFilter::type).filter(type -> !KNOWN.contains(type)).findFirst();
  }

  HeaderChanges request() {
    return changes(RouteFilter::requestHeaderModifier);
  }

  HeaderChanges response() {
    return changes(RouteFilter::responseHeaderModifier);
  }

  Optional<Redirect> redirect() {
    return first(RouteFilter::requestRedirect)
        .map(
            redirect ->
                new Redirect(
                    Optional.ofNullable(redirect.scheme()),
                    Optional.ofNullable(redirect.hostname()),
                    redirect.port() == null ? OptionalInt.empty() : OptionalInt.of(redirect.port()),
                    Optional.ofNullable(redirect.path()).map(Filters::path),
                    Objects.requireNonNullElse(redirect.statusCode(), FOUND)));
  }

  /** The host that requests then name. */
  Optional<String> host() {
    return first(RouteFilter::urlRewrite).map(RouteFilter.Rewrite::hostname);
  }

  /** What becomes of the path. */
  Optional<PathChange> path() {
    return first(RouteFilter::urlRewrite).map(RouteFilter.Rewrite::path).map(Filters::path);
  }

  /** Mirrors whose reference is valid. */
  List<Mirror> mirrors(Meta route, Backends backends) {
    return list.stream()
        .map(RouteFilter::requestMirror)
        .filter(Objects::nonNull)
        .flatMap(
            mirror ->
                backends.find(route, mirror.backendRef()).stream()
                    .map(service -> new RuleAction.Mirror(service, mirror.share())))
        .toList();
  }

  Optional<CrossOrigin> cors() {
    return first(RouteFilter::cors)
        .map(
            cors ->
                new CrossOrigin(
                    cors.allowOrigins(),
                    Boolean.TRUE.equals(cors.allowCredentials()),
                    cors.allowMethods(),
                    cors.allowHeaders(),
                    cors.exposeHeaders(),
                    Objects.requireNonNullElse(cors.maxAge(), DEFAULT_MAX_AGE_SECONDS)));
  }

  private <T> Optional<T> first(Function<RouteFilter, T> field) {
    return list.stream().map(field).filter(Objects::nonNull).findFirst();
  }

  private HeaderChanges changes(Function<RouteFilter, RouteFilter.HeaderModifier> field) {
    return first(field)
        .map(
            modifier ->
                new HeaderChanges(
                    headers(modifier.set()), headers(modifier.add()), modifier.remove()))
        .orElse(HeaderChanges.NONE);
  }

  private static List<Header> headers(List<RouteFilter.Header> headers) {
    return headers.stream().map(header -> new Header(header.name(), header.value())).toList();
  }

  private static PathChange path(RouteFilter.PathModifier path) {
    return "ReplacePrefixMatch".equals(path.type())
        ? new PathChange.Prefix(Objects.requireNonNullElse(path.replacePrefixMatch(), ""))
        : new PathChange.Full(Objects.requireNonNullElse(path.replaceFullPath(), ""));
  }
}
