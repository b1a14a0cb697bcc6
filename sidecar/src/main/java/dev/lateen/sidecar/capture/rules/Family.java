package dev.lateen.sidecar.capture.rules;

import dev.lateen.sidecar.model.CidrRange;

/** A version of the Internet Protocol, with its loopback addresses. */
enum Family {
  IPV4("ip", new CidrRange("127.0.0.0", 8), new CidrRange("127.0.0.6", 32)),
  IPV6("ip6", new CidrRange("::1", 128), new CidrRange("::1", 128));

  private final String keyword;
  private final CidrRange loopback;
  private final CidrRange passedThrough;

  Family(String keyword, CidrRange loopback, CidrRange passedThrough) {
    this.keyword = keyword;
    this.loopback = loopback;
    this.passedThrough = passedThrough;
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

  static Family of(CidrRange range) {
    return range.address().indexOf(':') >= 0 ? IPV6 : IPV4;
  }
}
