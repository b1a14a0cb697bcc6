package dev.lateen.sidecar.config;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel below offers. */
public final class Kernel {
  private static final Path IPV6_ADDRESSES = Path.of("/proc/net/if_inet6");

  private Kernel() {}

  /** Whether there is IPv6 in this network namespace. */
  public static boolean hasIpv6() {
    return Files.exists(IPV6_ADDRESSES);
  }
}
