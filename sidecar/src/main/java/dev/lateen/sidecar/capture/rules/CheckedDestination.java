package dev.lateen.sidecar.capture.rules;

import dev.lateen.sidecar.model.CidrRange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a connection goes to that has to be captured. Where every address is, it is one of those
 * that are for documentation only (RFC 5737, RFC 3849), at which nobody is.
 */
final class CheckedDestination {
  private static final int ANY_PORT = 15_099;

  private CheckedDestination() {}

  /** One of this family; empty where nothing of it is captured, or nothing is found. */
  static Optional<InetSocketAddress> of(CaptureSettings settings, Family family) {
    return port(settings.outboundPorts())
        .flatMap(
            port ->
                addresses(settings.outboundAddresses(), family)
                    .filter(address -> isFree(settings.outboundAddresses(), address))
                    .findFirst()
                    .map(address -> new InetSocketAddress(address, port)));
  }

  private static Optional<Integer> port(Selection<PortRange> ports) {
    return ports.included().orElseGet(() -> List.of(PortRange.of(ANY_PORT))).stream()
        .flatMap(range -> Stream.of(range.first(), range.last()))
        .filter(port -> ports.excluded().stream().noneMatch(range -> range.contains(port)))
        .findFirst();
  }

  private static Stream<InetAddress> addresses(Selection<CidrRange> ranges, Family family) {
    return ranges.included().orElseGet(family::documentation).stream()
        .filter(range -> Family.of(range) == family)
        .map(CheckedDestination::within)
        .filter(address -> !family.loopback().contains(address));
  }

  private static boolean isFree(Selection<CidrRange> ranges, InetAddress address) {
    return ranges.excluded().stream().noneMatch(range -> range.contains(address));
  }

  /** The first behind that which names the range itself, where the range has more than one. */
  private static InetAddress within(CidrRange range) {
    byte[] bytes = InetAddress.ofLiteral(range.address()).getAddress();
    if (range.prefixLength() < bytes.length * Byte.SIZE) {
      bytes[bytes.length - 1] |= 1;
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }
}
