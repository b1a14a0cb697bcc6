package dev.lateen.sidecar.xds.decode;

import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;

/** Socket addresses. */
public final class Addresses {
  private Addresses() {}

  /**
   * A TCP address with a numeric port.
   *
   * @throws InvalidResourceException when it is something else
   */
  public static SocketAddress tcp(Address address, FieldPath at) {
    if (!address.hasSocketAddress()) {
      throw at.invalid("only socket_address is supported");
    }
    SocketAddress socket = address.getSocketAddress();
    FieldPath field = at.at("socket_address");
    if (socket.getProtocol() != SocketAddress.Protocol.TCP) {
      throw field.at("protocol").invalid("only TCP is supported");
    }
    if (!socket.hasPortValue()) {
      throw field.invalid("has no port_value; named ports are not supported");
    }
    if (socket.getAddress().isEmpty()) {
      throw field.at("address").invalid("is empty");
    }
    return socket;
  }
}
