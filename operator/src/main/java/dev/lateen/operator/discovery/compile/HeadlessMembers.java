package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.discovery.compile.Destination.Location;
import dev.lateen.operator.platform.model.Endpoint;
import java.util.List;
import java.util.stream.Stream;

/**
 * The instances of a headless service, each by a name of its own such as {@code
 * db-0.db.default.svc.cluster.local} (TM-150, UA-09). A captured connection to one keeps its
 * destination, so that one entry serves all of them however many come and go; an explicit proxy is
 * told where each is.
 */
final class HeadlessMembers {
  private HeadlessMembers() {}

  /**
   * The destinations of the instances.
   *
   * @param service one port of the headless service
   * @param proxy the caller
   */
  static List<Destination> of(Destination service, ProxyContext proxy) {
    if (!proxy.captured()) {
      return ready(service, proxy).map(endpoint -> member(service, endpoint)).distinct().toList();
    }
    return service.http() ? List.of(all(service, proxy)) : List.of();
  }

  private static Destination member(Destination service, Endpoint endpoint) {
    return named(service, endpoint.instance().name(), new Location.Member(endpoint), List.of());
  }

  private static Destination all(Destination service, ProxyContext proxy) {
    var addresses = ready(service, proxy).map(Endpoint::address).distinct().toList();
    return named(service, "*", new Location.Anywhere(true), addresses);
  }

  private static Destination named(
      Destination service, String name, Location location, List<String> addresses) {
    return new Destination(
        name + "." + service.hostname(),
        service.port(),
        service.protocol(),
        location,
        Stream.concat(
                service.names().stream().map(parent -> name + "." + parent), addresses.stream())
            .toList(),
        service.bare());
  }

  private static Stream<Endpoint> ready(Destination service, ProxyContext proxy) {
    return proxy.mesh().endpoints(service.hostname(), service.port()).stream()
        .filter(Endpoint::ready);
  }
}
