package dev.lateen.operator.discovery.compile;

import io.envoyproxy.envoy.config.core.v3.CidrRange;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A range of IPv4 addresses.
 *
 * @param address its first address
 * @param length of its prefix, 0 to 32
 */
record Subnet(int address, int length) {
  /** All addresses. */
  static final Subnet ALL = new Subnet(0, 0);

  private static final CidrRange ALL_OF_IPV6 =
      CidrRange.newBuilder().setAddressPrefix("::").setPrefixLen(Protos.uint32(0)).build();

  Subnet {
    address &= mask(length);
  }

  /** Reads an address with an optional length, as rules write it. */
  static Subnet parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    return new Subnet(
        ByteBuffer.wrap(InetAddress.ofLiteral(address).getAddress()).getInt(),
        slash < 0 ? Integer.SIZE : Integer.parseInt(text.substring(slash + 1)));
  }

  /** Those of a rule; all addresses where it names none. */
  static List<Subnet> of(List<String> texts) {
    return texts.isEmpty() ? List.of(ALL) : texts.stream().map(Subnet::parse).toList();
  }

  /** All different ones of some lists and {@link #ALL}, in a fixed order. */
  static List<Subnet> distinct(Stream<List<Subnet>> lists) {
    return Stream.concat(Stream.of(ALL), lists.flatMap(List::stream))
        .distinct()
        .sorted(
            Comparator.comparing((Subnet subnet) -> Integer.toUnsignedLong(subnet.address))
                .thenComparing(Subnet::length))
        .toList();
  }

  boolean contains(Subnet other) {
    return length <= other.length && (other.address & mask(length)) == address;
  }

  /** As xDS has it; all addresses are also those of IPv6. */
  List<CidrRange> protos() {
    return equals(ALL) ? List.of(proto(), ALL_OF_IPV6) : List.of(proto());
  }

  private CidrRange proto() {
    var bytes = ByteBuffer.allocate(Integer.BYTES).putInt(address).array();
    try {
      return CidrRange.newBuilder()
          .setAddressPrefix(InetAddress.getByAddress(bytes).getHostAddress())
          .setPrefixLen(Protos.uint32(length))
          .build();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static int mask(int length) {
    return length == 0 ? 0 : -1 << (Integer.SIZE - length);
  }
}
