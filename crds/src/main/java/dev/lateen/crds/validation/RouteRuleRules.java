package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.CommonRules.duration;
import static dev.lateen.crds.validation.CommonRules.headerNames;
import static dev.lateen.crds.validation.CommonRules.labels;
import static dev.lateen.crds.validation.CommonRules.notImplemented;
import static dev.lateen.crds.validation.KindRules.all;
import static dev.lateen.crds.validation.KindRules.when;

import java.util.List;
import java.util.stream.Stream;

/** The rules of a {@code RouteRule} beyond its schema (TM-001..TM-041). */
final class RouteRuleRules implements KindRules {
  @Override
  public Stream<FieldError> check(Field spec) {
    return all(
        destination(spec.child("destination")),
        match(spec.child("match")),
        routes(spec.child("route")),
        redirect(spec),
        rewrite(spec),
        CallRules.check(spec),
        ConnectionFaultRules.check(spec.child("l4Fault")),
        CommonRules.service(spec.child("mirror")),
        duration(spec.child("corsPolicy").child("maxAge")),
        headerNames(spec.child("appendHeaders")));
  }

  private static Stream<FieldError> destination(Field destination) {
    return all(
        CommonRules.service(destination),
        when(
            destination.child("labels").filled(),
            destination.child("labels"),
            "must be empty: choose versions in route[].labels"));
  }

  private static Stream<FieldError> match(Field match) {
    var headers = match.child("request").child("headers");
    return all(
        when(
            match.node().isObject()
                && Stream.of("source", "tcp", "udp", "request").noneMatch(match::has),
            match,
            "must have source, tcp or request; leave match out to apply to all requests"),
        CommonRules.service(match.child("source")),
        subnets(match.child("tcp")),
        when(
            match.has("tcp") && match.has("request"),
            match.child("tcp"),
            "is about connections and cannot go with request: leave one of them out"),
        notImplemented(match.child("udp"), "remove it"),
        headerNames(headers),
        headers.entries().stream().flatMap(StringMatchRules::check),
        StringMatchRules.notEmpty(headers.entry("uri")));
  }

  private static Stream<FieldError> subnets(Field tcp) {
    return when(
        tcp.node().isObject()
            && !tcp.child("sourceSubnet").filled()
            && !tcp.child("destinationSubnet").filled(),
        tcp,
        "sourceSubnet or destinationSubnet must have an entry");
  }

  private static Stream<FieldError> routes(Field route) {
    return all(
        route.items().stream()
            .flatMap(
                entry ->
                    all(
                        CommonRules.service(entry.child("destination")),
                        labels(entry.child("labels")))),
        weights(route.items()));
  }

  /** The weights add up to 100; a single entry needs none (TM-032). */
  private static Stream<FieldError> weights(List<Field> routes) {
    if (routes.isEmpty()) {
      return Stream.empty();
    }
    int total = routes.stream().mapToInt(entry -> entry.child("weight").node().asInt(0)).sum();
    var last = routes.getLast().child("weight");
    return routes.size() == 1
        ? when(total != 0 && total != 100, last, "must be 100 or left out where there is one entry")
        : when(total != 100, last, "the weights of a rule must add up to 100 (here " + total + ")");
  }

  private static Stream<FieldError> redirect(Field spec) {
    var redirect = spec.child("redirect");
    if (!redirect.present()) {
      return Stream.empty();
    }
    return all(
        uriOrAuthority(redirect),
        Stream.of("route", "rewrite", "httpFault")
            .map(spec::child)
            .filter(Field::filled)
            .map(field -> field.error("cannot go with redirect: leave one of them out")),
        when(
            spec.child("websocketUpgrade").node().asBoolean(),
            spec.child("websocketUpgrade"),
            "cannot go with redirect: leave one of them out"));
  }

  private static Stream<FieldError> rewrite(Field spec) {
    var rewrite = spec.child("rewrite");
    return all(
        uriOrAuthority(rewrite),
        when(
            rewrite.present() && !spec.has("redirect") && !spec.child("route").filled(),
            rewrite,
            "needs route: name at least one destination in route"));
  }

  private static Stream<FieldError> uriOrAuthority(Field change) {
    return when(
        change.node().isObject() && !change.has("uri") && !change.has("authority"),
        change,
        "uri or authority must be set");
  }
}
