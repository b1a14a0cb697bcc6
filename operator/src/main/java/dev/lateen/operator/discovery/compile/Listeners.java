package dev.lateen.operator.discovery.compile;

import com.google.protobuf.BoolValue;
import io.envoyproxy.envoy.config.core.v3.CidrRange;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;

/** Listeners of every kind. */
final class Listeners {
  static final String LOOPBACK = "127.0.0.1";
  static final String ANY_ADDRESS = "0.0.0.0";
  private static final String ANY_ADDRESS_IPV6 = "::";

  private Listeners() {}

  /** A listener for all addresses of the proxy's machine, without filter chains. */
  static Listener.Builder everywhere(
      String name, int port, TrafficDirection direction, ProxyContext proxy) {
    if (!proxy.identity().ipv6()) {
      return open(name, ANY_ADDRESS, port, direction);
    }
    var listener = open(name, ANY_ADDRESS_IPV6, port, direction);
    listener.getAddressBuilder().getSocketAddressBuilder().setIpv4Compat(true);
    return listener;
  }

  /** A listener that takes connections itself, with one filter for all of them. */
  static Listener bound(
      String name, String address, int port, TrafficDirection direction, Filter filter) {
    return open(name, address, port, direction).addFilterChains(chain(filter)).build();
  }

  /** A listener another hands connections over to, by their original destination. */
  static Listener unbound(String name, String address, int port, Filter filter) {
    return unbound(name, address, port).addFilterChains(chain(filter)).build();
  }

  /** The same without filter chains. */
  static Listener.Builder unbound(String name, String address, int port) {
    return open(name, address, port, TrafficDirection.OUTBOUND).setBindToPort(BoolValue.of(false));
  }

  /** A listener without filter chains. */
  static Listener.Builder open(String name, String address, int port, TrafficDirection direction) {
    return Listener.newBuilder()
        .setName(name)
        .setAddress(Protos.address(address, port))
        .setTrafficDirection(direction);
  }

  static FilterChain chain(Filter filter) {
    return FilterChain.newBuilder().addFilters(filter).build();
  }

  /** A chain for connections whose original destination has this port. */
  static FilterChain chainForPort(int port, Filter filter) {
    return FilterChain.newBuilder()
        .setFilterChainMatch(FilterChainMatch.newBuilder().setDestinationPort(Protos.uint32(port)))
        .addFilters(filter)
        .build();
  }

  /** A chain for connections whose original destination is in a subnet and has this port. */
  static FilterChain chainForSubnet(String subnet, int port, Filter filter) {
    int slash = subnet.indexOf('/');
    var range =
        CidrRange.newBuilder()
            .setAddressPrefix(subnet.substring(0, slash))
            .setPrefixLen(Protos.uint32(Integer.parseInt(subnet.substring(slash + 1))));
    return FilterChain.newBuilder()
        .setFilterChainMatch(
            FilterChainMatch.newBuilder()
                .setDestinationPort(Protos.uint32(port))
                .addPrefixRanges(range))
        .addFilters(filter)
        .build();
  }
}
