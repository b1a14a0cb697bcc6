package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.gateway.model.HttpRoute;
import dev.lateen.operator.gateway.model.HttpRoute.HttpRule;
import dev.lateen.operator.gateway.model.RequestMatch;
import dev.lateen.operator.gateway.model.RequestMatch.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One condition of one rule of a route, seen from a host.
 *
 * @param host the closest host of the route that covers it
 * @param route the route
 * @param rule the rule
 * @param ruleIndex its place in the route, from 0
 * @param match the condition
 */
record GatewayEntry(
    String host, HttpRoute route, HttpRule rule, int ruleIndex, RequestMatch match) {

  /** The order in which the Gateway API tries conditions. */
  private static final Comparator<GatewayEntry> PRECEDENCE =
      Comparator.comparing(GatewayEntry::host, GatewayEntry::closestFirst)
          .thenComparing(entry -> rank(entry.match().path()))
          .thenComparing(entry -> length(entry.match().path()), Comparator.reverseOrder())
          .thenComparing(entry -> entry.match().method().isEmpty())
          .thenComparing(entry -> entry.match().headers().size(), Comparator.reverseOrder())
          .thenComparing(entry -> entry.match().query().size(), Comparator.reverseOrder())
          .thenComparing(entry -> entry.route().created())
          .thenComparing(entry -> entry.route().id())
          .thenComparing(GatewayEntry::ruleIndex);

  /** Every condition for a host, in the order in which they are tried. */
  static List<GatewayEntry> of(String host, List<HttpRoute> routes) {
    var entries = new ArrayList<GatewayEntry>();
    for (HttpRoute route : routes) {
      route.hosts().stream()
          .filter(own -> GatewayTable.covers(own, host))
          .min(GatewayEntry::closestFirst)
          .ifPresent(own -> add(own, route, entries));
    }
    entries.sort(PRECEDENCE);
    return entries;
  }

  private static void add(String host, HttpRoute route, List<GatewayEntry> entries) {
    for (int i = 0; i < route.rules().size(); i++) {
      HttpRule rule = route.rules().get(i);
      for (RequestMatch match : rule.matches()) {
        entries.add(new GatewayEntry(host, route, rule, i, match));
      }
    }
  }

  private static int closestFirst(String left, String right) {
    int exact = Boolean.compare(left.startsWith("*"), right.startsWith("*"));
    return exact != 0 ? exact : Integer.compare(right.length(), left.length());
  }

  private static int rank(Path path) {
    return switch (path) {
      case Path.Exact _ -> 0;
      case Path.Regex _ -> 1;
      case Path.Prefix _ -> 2;
    };
  }

  private static int length(Path path) {
    return switch (path) {
      case Path.Exact(var value) -> value.length();
      case Path.Regex(var value) -> value.length();
      case Path.Prefix(var value) -> value.length();
    };
  }
}
