package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.CommonRules.duration;
import static dev.lateen.crds.validation.CommonRules.labels;
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
        MatchRules.check(spec.child("match")),
        routes(spec.child("route")),
        ActionRules.check(spec),
        CallRules.check(spec),
        ConnectionFaultRules.check(spec.child("l4Fault")),
        mirrors(spec),
        cors(spec.child("corsPolicy")),
        HeaderRules.values(spec.child("appendHeaders")),
        HeaderRules.both(spec.child("headers")));
  }

  private static Stream<FieldError> destination(Field destination) {
    return all(
        CommonRules.service(destination),
        when(
            destination.child("labels").filled(),
            destination.child("labels"),
            "must be empty: choose versions in route[].labels"));
  }

  private static Stream<FieldError> routes(Field route) {
    return all(
        route.items().stream()
            .flatMap(
                entry ->
                    all(
                        CommonRules.service(entry.child("destination")),
                        labels(entry.child("labels")),
                        HeaderRules.both(entry.child("headers")))),
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

  /** Where copies go (TM-012, UA-23). */
  private static Stream<FieldError> mirrors(Field spec) {
    return all(
        CommonRules.service(spec.child("mirror")),
        when(
            spec.has("mirrorPercent") && !spec.has("mirror"),
            spec.child("mirrorPercent"),
            "needs mirror: say where the copies go, or use mirrors[].percent"),
        spec.child("mirrors").items().stream()
            .flatMap(
                mirror ->
                    all(
                        CommonRules.service(mirror.child("destination")),
                        HeaderRules.operations(mirror.child("headers")))));
  }

  /** Cross-origin resource sharing (TM-100). */
  private static Stream<FieldError> cors(Field cors) {
    return all(
        duration(cors.child("maxAge")),
        cors.child("allowOrigins").items().stream()
            .flatMap(
                origin ->
                    Stream.concat(
                        StringMatchRules.check(origin), StringMatchRules.notEmpty(origin))));
  }
}
