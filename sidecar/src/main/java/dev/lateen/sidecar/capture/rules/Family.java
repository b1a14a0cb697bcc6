package dev.lateen.sidecar.capture.rules;

import dev.lateen.sidecar.model.CidrRange;
import java.util.List;

/** A version of the Internet Protocol, with its loopback addresses. */
enum Family {
  IPV4(
      "ip",
      new CidrRange("127.0.0.0", 8),
      new CidrRange("127.0.0.6", 32),
      List.of(
          new CidrRange("192.0.2.0", 24),
          new CidrRange("198.51.100.0", 24),
          new CidrRange("203.0.113.0", 24))),
  IPV6(
      "ip6",
      new CidrRange("::1", 128),
      new CidrRange("::1", 128),
      List.of(new CidrRange("2001:db8::", 32)));

  private final String keyword;
  private final CidrRange loopback;
  private final CidrRange passedThrough;
  private final List<CidrRange> documentation;

  Family(
      String keyword, CidrRange loopback, CidrRange passedThrough, List<CidrRange> documentation) {
    this.keyword = keyword;
    this.loopback = loopback;
    this.passedThrough = passedThrough;
    this.documentation = documentation;
  }

  /** What nftables calls it, as a table's family and in matches. */
  String keyword() {
    return keyword;
  }

  /** Containers of a pod among themselves (TM-192). */
  CidrRange loopback() {
    return loopback;
  }

  /**
   * Where the proxy connects from when it passes an inbound connection on to the pod's own address;
   * anything else it connects to there is a call of the workload to itself.
   */
  CidrRange passedThrough() {
    return passedThrough;
  }

  /** Addresses that nobody has (RFC 5737, RFC 3849). */
  List<CidrRange> documentation() {
    return documentation;
  }

  static Family of(CidrRange range) {
    return range.address().indexOf(':') >= 0 ? IPV6 : IPV4;
  }
}
