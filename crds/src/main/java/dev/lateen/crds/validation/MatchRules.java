package dev.lateen.crds.validation;

import static dev.lateen.crds.validation.CommonRules.headerNames;
import static dev.lateen.crds.validation.CommonRules.labels;
import static dev.lateen.crds.validation.CommonRules.notImplemented;
import static dev.lateen.crds.validation.KindRules.all;
import static dev.lateen.crds.validation.KindRules.when;

import java.util.stream.Stream;

/** The rules of which calls a {@code RouteRule} is for (TM-003, TM-020..TM-028). */
final class MatchRules {
  private static final String URI = "uri";

  private MatchRules() {}

  static Stream<FieldError> check(Field match) {
    return all(
        when(
            match.node().isObject() && match.keys().map(match::child).noneMatch(Field::present),
            match,
            "must have a condition; leave match out to apply to all requests"),
        CommonRules.service(match.child("source")),
        labels(match.child("sourceLabels")),
        subnets(match.child("tcp")),
        when(
            match.has("tcp") && match.has("request"),
            match.child("tcp"),
            "is about connections and cannot go with request: leave one of them out"),
        notImplemented(match.child("udp"), "remove it"),
        request(match.child("request")));
  }

  private static Stream<FieldError> subnets(Field tcp) {
    return when(
        tcp.node().isObject()
            && !tcp.child("sourceSubnet").filled()
            && !tcp.child("destinationSubnet").filled(),
        tcp,
        "sourceSubnet or destinationSubnet must have an entry");
  }

  private static Stream<FieldError> request(Field request) {
    var headers = request.child("headers");
    var without = request.child("withoutHeaders");
    var query = request.child("queryParams");
    return all(
        when(
            request.node().isObject()
                && Stream.of(headers, without, query).noneMatch(Field::filled),
            request,
            "headers, withoutHeaders or queryParams must have an entry"),
        headerNames(headers),
        headerNames(without),
        Stream.of(headers, without, query)
            .flatMap(conditions -> conditions.entries().stream())
            .flatMap(StringMatchRules::check),
        StringMatchRules.notEmpty(headers.entry(URI)),
        when(
            without.entry(URI).present(),
            without.entry(URI),
            "cannot be excluded here: give these paths a rule of higher precedence"));
  }
}
