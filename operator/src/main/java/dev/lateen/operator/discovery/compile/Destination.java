package dev.lateen.operator.discovery.compile;

import dev.lateen.operator.platform.model.Endpoint;
import dev.lateen.operator.platform.model.Protocol;
import java.util.List;
import java.util.Optional;

/**
 * One port of something requests can be sent to: a service of the mesh, a service that stands for a
 * name outside (TM-131), or a host an egress rule opens (TM-132).
 *
 * @param hostname the name rules know it by
 * @param port the port callers name
 * @param protocol what the port speaks
 * @param location where its endpoints are
 * @param names names callers write, without port
 * @param bare whether callers may leave the port out
 */
record Destination(
    String hostname,
    int port,
    Protocol protocol,
    Location location,
    List<String> names,
    boolean bare) {

  Destination {
    names = List.copyOf(names);
  }

  /** Where the endpoints of a destination are. */
  sealed interface Location {

    /**
     * Instances of the mesh.
     *
     * @param addresses virtual addresses callers connect to, empty for headless services
     * @param headless whether callers connect to instances themselves (TM-150)
     */
    record Mesh(List<String> addresses, boolean headless) implements Location {}

    /**
     * A name outside the mesh, resolved by the proxy.
     *
     * @param address the name
     * @param rewriteHost whether requests must name it as their host (TM-131)
     */
    record Outside(String address, boolean rewriteHost) implements Location {}

    /**
     * One instance of a headless service, by its own name (TM-150).
     *
     * @param endpoint where it is called
     */
    record Member(Endpoint endpoint) implements Location {}

    /**
     * Many names or addresses: the connection goes where the caller wanted (TM-133, TM-137,
     * TM-150).
     *
     * @param inMesh whether they are those of instances of the mesh
     */
    record Anywhere(boolean inMesh) implements Location {}

    /**
     * Outside the mesh, by the egress gateway and no other way (TM-136).
     *
     * @param exit where the gateway goes: {@link Outside} or {@link Anywhere}
     */
    record ByGateway(Location exit) implements Location {}
  }

  /** Where it is in the end, whoever goes there. */
  Location exit() {
    return location instanceof Location.ByGateway by ? by.exit() : location;
  }

  /** Whether its calls leave by the egress gateway. */
  boolean byGateway() {
    return location instanceof Location.ByGateway;
  }

  /** Whether requests are routed one by one; outside names also where the proxy adds TLS. */
  boolean http() {
    return protocol.isHttp() || tls();
  }

  /** Whether the proxy speaks TLS on behalf of its application (TM-131, TM-132). */
  boolean tls() {
    return protocol == Protocol.HTTPS && !inMesh();
  }

  /** Whether its instances or names are part of the mesh. */
  boolean inMesh() {
    return switch (location) {
      case Location.Mesh _, Location.Member _ -> true;
      case Location.Outside _, Location.ByGateway _ -> false;
      case Location.Anywhere anywhere -> anywhere.inMesh();
    };
  }

  /** The host requests must name instead of the one they name. */
  Optional<String> rewrittenHost() {
    return exit() instanceof Location.Outside outside && outside.rewriteHost()
        ? Optional.of(outside.address())
        : Optional.empty();
  }

  /** Whether it is a range of addresses instead of a name (TM-137). */
  boolean subnet() {
    return hostname.contains("/");
  }

  /** All of it: no labels. */
  Subset whole() {
    return Subset.all(hostname, port);
  }

  /** What a virtual host of it is called, {@code <hostname>:<port>}. */
  String virtualHostName() {
    return hostname + ":" + port;
  }
}
