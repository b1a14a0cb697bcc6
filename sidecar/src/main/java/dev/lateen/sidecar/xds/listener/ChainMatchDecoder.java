package dev.lateen.sidecar.xds.listener;

import dev.lateen.sidecar.model.CidrRange;
import dev.lateen.sidecar.model.FilterChainMatch;
import dev.lateen.sidecar.model.Sniffed.Transport;
import dev.lateen.sidecar.xds.decode.FieldPath;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch.ConnectionSourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Decodes {@code config.listener.v3.FilterChainMatch}. */
final class ChainMatchDecoder {
  private ChainMatchDecoder() {}

  static FilterChainMatch decode(
      io.envoyproxy.envoy.config.listener.v3.FilterChainMatch match, FieldPath at) {
    at.unsupported("address_suffix", !match.getAddressSuffix().isEmpty());
    at.unsupported("source_type", match.getSourceType() != ConnectionSourceType.ANY);
    at.unsupported("direct_source_prefix_ranges", match.getDirectSourcePrefixRangesCount() > 0);
    return new FilterChainMatch(
        match.hasDestinationPort()
            ? OptionalInt.of(match.getDestinationPort().getValue())
            : OptionalInt.empty(),
        ranges(match.getPrefixRangesList(), at, "prefix_ranges"),
        serverNames(match.getServerNamesList(), at),
        transport(match.getTransportProtocol(), at),
        Set.copyOf(match.getApplicationProtocolsList()),
        ranges(match.getSourcePrefixRangesList(), at, "source_prefix_ranges"),
        Set.copyOf(match.getSourcePortsList()));
  }

  private static List<CidrRange> ranges(
      List<io.envoyproxy.envoy.config.core.v3.CidrRange> protos, FieldPath at, String field) {
    List<CidrRange> ranges = new ArrayList<>();
    for (int i = 0; i < protos.size(); i++) {
      var proto = protos.get(i);
      try {
        ranges.add(new CidrRange(proto.getAddressPrefix(), proto.getPrefixLen().getValue()));
      } catch (IllegalArgumentException e) {
        throw at.at(field, i).invalid(e);
      }
    }
    return ranges;
  }

  private static List<String> serverNames(List<String> names, FieldPath at) {
    List<String> lower = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (name.isEmpty() || name.indexOf('*') > 0 || name.startsWith("*") && !wildcard(name)) {
        throw at.at("server_names", i)
            .invalid("\"" + name + "\" must be a name or *. and a suffix of one");
      }
      lower.add(name.toLowerCase(Locale.ROOT));
    }
    return lower;
  }

  private static boolean wildcard(String name) {
    return name.startsWith("*.") && name.length() > 2;
  }

  private static Optional<Transport> transport(String protocol, FieldPath at) {
    return switch (protocol) {
      case "" -> Optional.empty();
      case "raw_buffer" -> Optional.of(Transport.PLAIN);
      case "tls" -> Optional.of(Transport.TLS);
      default -> throw at.at("transport_protocol").invalid("must be raw_buffer or tls");
    };
  }
}
