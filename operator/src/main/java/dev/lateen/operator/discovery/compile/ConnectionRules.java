package dev.lateen.operator.discovery.compile;

import dev.lateen.crds.v1alpha1.IstioService;
import dev.lateen.crds.v1alpha1.L4MatchAttributes;
import dev.lateen.crds.v1alpha1.MatchCondition;
import dev.lateen.crds.v1alpha1.RouteRuleSpec;
import dev.lateen.operator.rules.AcceptedRule;
import dev.lateen.operator.rules.RuleScope;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The filter chains of connections to a destination (TM-027, TM-055, TM-078). Of several rules the
 * first one that matches governs a connection, but a proxy takes the chain with the longest
 * prefixes, whoever comes first. So there is a chain for every pair of prefixes that any rule
 * names, and it belongs to the first rule that holds for all of the pair: prefixes contain each
 * other or have nothing in common, and what holds for the longest pair of a connection holds for
 * it.
 */
final class ConnectionRules {
  private final ProxyContext proxy;
  private final ForwardCompiler forwards;
  private final References references;
  private final PolicyResolver policies;

  ConnectionRules(ProxyContext proxy, Destinations destinations, References references) {
    this.proxy = proxy;
    this.policies = new PolicyResolver(proxy);
    this.forwards = new ForwardCompiler(destinations, references, new HashPolicyCompiler(policies));
    this.references = references;
  }

  /** The chains; one that takes every connection where no rule governs any. */
  List<FilterChain> chains(Destination destination) {
    List<Governing> rules =
        proxy.mesh().routeRules(destination.hostname()).stream()
            .filter(rule -> RuleScope.connections(rule.spec()))
            .filter(rule -> proxy.calledFrom(rule, source(rule)))
            .map(Governing::of)
            .toList();
    if (rules.isEmpty()) {
      return List.of(Listeners.chain(toAll(destination)));
    }
    var chains = new ArrayList<FilterChain>();
    for (Subnet to : Subnet.distinct(rules.stream().map(Governing::to))) {
      byRule(to, rules).forEach((rule, from) -> chains.add(chain(destination, rule, to, from)));
    }
    return chains;
  }

  /** To all instances of a destination, whatever rules there are. */
  Filter toAll(Destination destination) {
    return to(destination, Map.of(references.cluster(destination.whole()), 1));
  }

  private Filter to(Destination destination, Map<String, Integer> shares) {
    return TcpFilters.to(
        destination, shares, policies.resolve(destination.whole()).map(AcceptedRule::spec));
  }

  private static Optional<IstioService> source(AcceptedRule<RouteRuleSpec> rule) {
    return Optional.ofNullable(rule.spec().match()).map(MatchCondition::source);
  }

  /** Which source prefixes each rule governs of the connections to a prefix. */
  private static Map<Optional<AcceptedRule<RouteRuleSpec>>, List<Subnet>> byRule(
      Subnet to, List<Governing> rules) {
    var byRule = new LinkedHashMap<Optional<AcceptedRule<RouteRuleSpec>>, List<Subnet>>();
    for (Subnet from : Subnet.distinct(rules.stream().map(Governing::from))) {
      var first =
          rules.stream().filter(rule -> rule.holdsFor(from, to)).map(Governing::rule).findFirst();
      byRule.computeIfAbsent(first, _ -> new ArrayList<>()).add(from);
    }
    return byRule;
  }

  private FilterChain chain(
      Destination destination,
      Optional<AcceptedRule<RouteRuleSpec>> rule,
      Subnet to,
      List<Subnet> from) {
    var match = FilterChainMatch.newBuilder();
    if (!to.equals(Subnet.ALL)) {
      match.addAllPrefixRanges(to.protos());
    }
    if (!from.equals(List.of(Subnet.ALL))) {
      from.forEach(subnet -> match.addAllSourcePrefixRanges(subnet.protos()));
    }
    var chain = FilterChain.newBuilder().setFilterChainMatch(match);
    if (rule.isEmpty()) {
      return chain.addFilters(toAll(destination)).build();
    }
    references.rule(rule.get().revision());
    TcpFaults.compile(rule.get().spec().l4Fault()).ifPresent(chain::setMetadata);
    return chain
        .setName(rule.get().revision().key().namespace() + "/" + rule.get().revision().key().name())
        .addFilters(to(destination, forwards.shares(destination, rule.get())))
        .build();
  }

  /** A rule and the connections it is about. */
  private record Governing(AcceptedRule<RouteRuleSpec> rule, List<Subnet> from, List<Subnet> to) {
    static Governing of(AcceptedRule<RouteRuleSpec> rule) {
      var match =
          Optional.ofNullable(rule.spec().match())
              .map(MatchCondition::tcp)
              .orElse(new L4MatchAttributes(List.of(), List.of()));
      return new Governing(
          rule, Subnet.of(match.sourceSubnet()), Subnet.of(match.destinationSubnet()));
    }

    boolean holdsFor(Subnet source, Subnet destination) {
      return from.stream().anyMatch(subnet -> subnet.contains(source))
          && to.stream().anyMatch(subnet -> subnet.contains(destination));
    }
  }
}
