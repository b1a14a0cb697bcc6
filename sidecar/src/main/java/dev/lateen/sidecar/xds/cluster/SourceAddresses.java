package dev.lateen.sidecar.xds.cluster;

import dev.lateen.sidecar.xds.decode.FieldPath;
import io.envoyproxy.envoy.config.core.v3.BindConfig;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Decodes {@code config.core.v3.BindConfig}: where connections come from, at any free port. */
final class SourceAddresses {
  private SourceAddresses() {}

  static List<InetAddress> decode(BindConfig bind, FieldPath at) {
    at.unsupported("socket_options", bind.getSocketOptionsCount() > 0);
    at.unsupported("freebind", bind.getFreebind().getValue());
    at.unsupported("local_address_selector", bind.hasLocalAddressSelector());
    List<InetAddress> addresses = new ArrayList<>();
    if (bind.hasSourceAddress()) {
      addresses.add(address(bind.getSourceAddress(), at.at("source_address")));
    }
    for (int i = 0; i < bind.getExtraSourceAddressesCount(); i++) {
      addresses.add(
          address(
              bind.getExtraSourceAddresses(i).getAddress(),
              at.at("extra_source_addresses", i).at("address")));
    }
    return addresses;
  }

  private static InetAddress address(SocketAddress given, FieldPath at) {
    at.unsupported("port_value", given.getPortValue() != 0);
    try {
      return InetAddress.ofLiteral(given.getAddress());
    } catch (IllegalArgumentException e) {
      throw at.at("address").invalid(e);
    }
  }
}
