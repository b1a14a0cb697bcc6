package dev.lateen.operator.discovery.compile;

import java.util.regex.Pattern;

/** Texts that are IP addresses. */
final class Addresses {
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  private Addresses() {}

  static boolean isIpv4(String text) {
    return IPV4.matcher(text).matches();
  }

  static boolean isLoopback(String address) {
    return address.startsWith("127.") || address.equals("::1");
  }
}
