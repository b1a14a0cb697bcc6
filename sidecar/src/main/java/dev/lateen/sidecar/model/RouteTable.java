package dev.lateen.sidecar.model;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A route configuration: virtual hosts, indexed by domain. A host is found in the order of xDS
 * {@code VirtualHost.domains}: exact authority, longest suffix wildcard ({@code *.example.com}),
 * longest prefix wildcard ({@code example.*}), {@code *}. Domains and authorities compare without
 * case; a port is part of both. Immutable and safe to share.
 */
public final class RouteTable {
  private static final String ANY = "*";

  private final String name;
  private final List<VirtualHost> virtualHosts;
  private final Map<String, VirtualHost> exact = new HashMap<>();
  private final TreeMap<Integer, Map<String, VirtualHost>> suffixes = new TreeMap<>();
  private final TreeMap<Integer, Map<String, VirtualHost>> prefixes = new TreeMap<>();
  private VirtualHost any;

  /**
   * Indexes the hosts.
   *
   * @throws IllegalArgumentException when two hosts have one domain
   */
  public RouteTable(String name, List<VirtualHost> virtualHosts) {
    this.name = name;
    this.virtualHosts = List.copyOf(virtualHosts);
    for (VirtualHost host : this.virtualHosts) {
      for (String domain : host.domains()) {
        index(domain.toLowerCase(Locale.ROOT), host);
      }
    }
  }

  /** A table that routes nothing: every request is answered 404. */
  public static RouteTable empty(String name) {
    return new RouteTable(name, List.of());
  }

  /** Name of the route configuration. */
  public String name() {
    return name;
  }

  /** The hosts as given. */
  public List<VirtualHost> virtualHosts() {
    return virtualHosts;
  }

  /** The first route that matches the request within the host of its authority. */
  public Optional<Route> route(RequestHead head) {
    VirtualHost host = find(head.authority());
    return host == null ? Optional.empty() : host.route(head);
  }

  /** The route of a request of CONNECT: one that is for them. */
  public Optional<Route> connectRoute(RequestHead head) {
    return host(head.authority()).stream()
        .flatMap(host -> host.routes().stream())
        .filter(route -> route.match().path() instanceof PathMatch.Connect)
        .filter(route -> route.match().matches(head))
        .findFirst();
  }

  /** The host that serves this authority. */
  public Optional<VirtualHost> host(String authority) {
    return Optional.ofNullable(find(authority));
  }

  private VirtualHost find(String authority) {
    String key = authority.toLowerCase(Locale.ROOT);
    VirtualHost found = exact.get(key);
    if (found == null && !suffixes.isEmpty()) {
      found = wildcard(suffixes, key, true);
    }
    if (found == null && !prefixes.isEmpty()) {
      found = wildcard(prefixes, key, false);
    }
    return found != null ? found : any;
  }

  private static VirtualHost wildcard(
      TreeMap<Integer, Map<String, VirtualHost>> byLength, String key, boolean suffix) {
    for (Map.Entry<Integer, Map<String, VirtualHost>> entry : byLength.entrySet()) {
      int length = -entry.getKey();
      if (length < key.length()) {
        VirtualHost host =
            entry
                .getValue()
                .get(suffix ? key.substring(key.length() - length) : key.substring(0, length));
        if (host != null) {
          return host;
        }
      }
    }
    return null;
  }

  private void index(String domain, VirtualHost host) {
    VirtualHost before;
    if (domain.equals(ANY)) {
      before = any;
      any = host;
    } else if (domain.startsWith(ANY)) {
      before = put(suffixes, domain.substring(1), host);
    } else if (domain.endsWith(ANY)) {
      before = put(prefixes, domain.substring(0, domain.length() - 1), host);
    } else {
      before = exact.put(domain, host);
    }
    if (before != null) {
      throw new IllegalArgumentException(
          "route configuration "
              + name
              + ": domain \""
              + domain
              + "\" is in virtual hosts "
              + before.name()
              + " and "
              + host.name()
              + "; a domain belongs to one host");
    }
  }

  /** The negated length is the key, so that the longest comes first. */
  private static VirtualHost put(
      TreeMap<Integer, Map<String, VirtualHost>> byLength, String text, VirtualHost host) {
    return byLength.computeIfAbsent(-text.length(), length -> new HashMap<>()).put(text, host);
  }
}
