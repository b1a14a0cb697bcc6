package dev.lateen.operator.rules;

import dev.lateen.crds.Hostnames;
import dev.lateen.crds.v1alpha1.DestinationPolicySpec;
import dev.lateen.crds.v1alpha1.DestinationWeight;
import dev.lateen.crds.v1alpha1.IstioService;
import dev.lateen.crds.v1alpha1.RouteRuleSpec;
import dev.lateen.crds.validation.FieldError;
import dev.lateen.operator.platform.model.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which rules in force change nothing, and what they say that is not obeyed. Pure. */
final class RuleUsage {
  private final Map<String, Service> services;
  private final Set<String> egressDomains;
  private final RuleSet rules;
  private final Map<RuleKey, Verdict> policies;

  private RuleUsage(MeshModel model) {
    services =
        model.registry().services().stream()
            .collect(Collectors.toMap(Service::hostname, Function.identity()));
    egressDomains =
        model.rules().egressRules().stream()
            .map(rule -> rule.spec().destination().service())
            .collect(Collectors.toSet());
    rules = model.rules();
    policies = PolicyUsage.verdicts(model);
  }

  static RuleUsage of(MeshModel model) {
    return new RuleUsage(model);
  }

  /** A verdict for each rule in force, as if it were accepted as it stands. */
  Map<RuleKey, Verdict> verdicts() {
    var verdicts = new HashMap<RuleKey, Verdict>();
    routeRules(verdicts);
    destinationPolicies(verdicts);
    verdicts.putAll(policies);
    rules
        .egressRules()
        .forEach(
            rule ->
                verdicts.put(
                    rule.revision().key(),
                    new Verdict.Accepted(rule.revision(), Optional.empty(), List.of(), false)));
    return verdicts;
  }

  private void routeRules(Map<RuleKey, Verdict> verdicts) {
    var takesAll = new HashMap<String, RuleKey>();
    for (var rule : rules.routeRules()) {
      var hostname = hostname(rule, rule.spec().destination());
      var shadowed = Optional.ofNullable(takesAll.get(hostname)).map(RuleUsage::shadowed);
      var notUsed =
          unknown("spec.destination", hostname)
              .or(() -> noTcp(rule))
              .or(() -> noHttp(rule))
              .map(NotUsed::idle)
              .or(() -> shadowed);
      verdicts.put(
          rule.revision().key(),
          new Verdict.Accepted(rule.revision(), notUsed, targetWarnings(rule), false));
      if (rule.spec().match() == null) {
        takesAll.putIfAbsent(hostname, rule.revision().key());
      }
    }
  }

  private static NotUsed shadowed(RuleKey winner) {
    return NotUsed.shadowed(
        new FieldError(
            "spec.precedence",
            "",
            winner.configKey()
                + " comes first and takes every call: raise the precedence or give that rule a"
                + " match"));
  }

  /** A rule about connections needs a port whose connections are not taken apart (TM-055). */
  private Optional<FieldError> noTcp(AcceptedRule<RouteRuleSpec> rule) {
    var hostname = hostname(rule, rule.spec().destination());
    return Optional.of(rule.spec())
        .filter(RuleScope::connections)
        .map(_ -> services.get(hostname))
        .filter(service -> service.ports().stream().allMatch(port -> port.protocol().isHttp()))
        .map(
            _ ->
                new FieldError(
                    rule.spec().l4Fault() == null ? "spec.match.tcp" : "spec.l4Fault",
                    "",
                    "acts on TCP connections, and all ports of " + hostname + " are HTTP"));
  }

  /** Rules act on requests, so the port must carry them one by one (TM-055). */
  private Optional<FieldError> noHttp(AcceptedRule<RouteRuleSpec> rule) {
    var hostname = hostname(rule, rule.spec().destination());
    return Optional.ofNullable(services.get(hostname))
        .filter(_ -> !RuleScope.connections(rule.spec()))
        .filter(service -> service.ports().stream().noneMatch(port -> port.protocol().mayBeHttp()))
        .map(
            _ ->
                new FieldError(
                    "spec.destination",
                    '"' + hostname + '"',
                    "has no HTTP port: name the port of the service http, http2 or grpc, or set"
                        + " its appProtocol"));
  }

  private List<FieldError> targetWarnings(AcceptedRule<RouteRuleSpec> rule) {
    var spec = rule.spec();
    var routes =
        IntStream.range(0, spec.route().size())
            .boxed()
            .flatMap(index -> target(rule, index, spec.route().get(index)).stream());
    var mirror =
        Optional.ofNullable(spec.mirror())
            .flatMap(to -> unknown("spec.mirror", hostname(rule, to)))
            .stream();
    var mirrors =
        IntStream.range(0, spec.mirrors().size())
            .boxed()
            .flatMap(
                index ->
                    unknown(
                        "spec.mirrors[" + index + "].destination",
                        hostname(rule, spec.mirrors().get(index).destination()))
                        .stream());
    return Stream.of(routes, mirror, mirrors).flatMap(part -> part).toList();
  }

  private Optional<FieldError> target(
      AcceptedRule<RouteRuleSpec> rule, int index, DestinationWeight target) {
    return Optional.ofNullable(target.destination())
        .flatMap(to -> unknown("spec.route[" + index + "].destination", hostname(rule, to)));
  }

  private Optional<FieldError> unknown(String field, String hostname) {
    return services.containsKey(hostname) || egressDomains.contains(hostname)
        ? Optional.empty()
        : Optional.of(
            new FieldError(
                field,
                '"' + hostname + '"',
                "is not a service of the mesh: create it or correct the name"));
  }

  private void destinationPolicies(Map<RuleKey, Verdict> verdicts) {
    var first = new HashMap<List<Object>, RuleKey>();
    for (var rule : rules.destinationPolicies()) {
      var winner = first.putIfAbsent(calls(rule), rule.revision().key());
      var notUsed =
          unknown("spec.destination", hostname(rule, rule.spec().destination()))
              .map(NotUsed::idle)
              .or(() -> Optional.ofNullable(winner).map(RuleUsage::sameCalls));
      verdicts.put(
          rule.revision().key(),
          new Verdict.Accepted(rule.revision(), notUsed, warnings(rule), false));
    }
  }

  private List<FieldError> warnings(AcceptedRule<DestinationPolicySpec> rule) {
    var service = Optional.ofNullable(services.get(hostname(rule, rule.spec().destination())));
    return service
        .flatMap(found -> ObeyedFeatures.grpcWithoutHttp2(rule.spec(), found))
        .map(List::of)
        .orElse(List.of());
  }

  /** What a policy is for: equal for two policies of which only one can count (TM-082). */
  private static List<Object> calls(AcceptedRule<DestinationPolicySpec> rule) {
    var spec = rule.spec();
    var calls = new ArrayList<Object>();
    calls.add(hostname(rule, spec.destination()));
    calls.add(spec.destination().labels());
    if (spec.source() != null) {
      calls.add(hostname(rule, spec.source()));
      calls.add(spec.source().labels());
    }
    return calls;
  }

  private static NotUsed sameCalls(RuleKey winner) {
    return NotUsed.shadowed(
        new FieldError(
            "spec.destination",
            "",
            winner.configKey()
                + " is for the same calls and its key is smaller: remove one of the two"));
  }

  private static String hostname(AcceptedRule<?> rule, IstioService service) {
    return Hostnames.of(service, rule.revision().key().namespace());
  }
}
