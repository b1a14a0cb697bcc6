package dev.lateen.operator.platform;

import dev.lateen.operator.platform.model.Protocol;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a service port speaks, from what its document says (TM-160 to TM-162). Pure. */
public final class PortProtocols {
  /**
   * Ports of protocols in which the server speaks first: FTP, SSH, SMTP, POP3, IMAP and MySQL.
   * Waiting for their clients would delay every connection for nothing.
   */
  private static final Set<Integer> SERVER_FIRST =
      Set.of(20, 21, 22, 25, 110, 143, 465, 587, 993, 995, 3306);

  private PortProtocols() {}

  /**
   * Detects the protocol of a port.
   *
   * @param transport {@code TCP}, {@code UDP} or {@code SCTP}; anything but TCP is not carried
   * @param appProtocol {@code appProtocol} of the port; one we do not know says nothing
   * @param name name of the port, {@code <protocol>} or {@code <protocol>-<suffix>}
   * @param port its number
   * @return the protocol; where nothing names it, TCP for the well-known ports of protocols in
   *     which the server speaks first, else unknown: TCP unless a connection turns out to be HTTP
   *     (TM-161, UA-01)
   */
  public static Protocol detect(
      String transport, Optional<String> appProtocol, String name, int port) {
    if (!transport.equalsIgnoreCase("TCP")) {
      return Protocol.UDP;
    }
    int end = name.indexOf('-');
    return appProtocol
        .flatMap(PortProtocols::named)
        .or(() -> named(end < 0 ? name : name.substring(0, end)))
        .orElse(SERVER_FIRST.contains(port) ? Protocol.TCP : Protocol.UNKNOWN);
  }

  private static Optional<Protocol> named(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "http", "kubernetes.io/ws" -> Optional.of(Protocol.HTTP);
      case "http2", "h2c", "kubernetes.io/h2c" -> Optional.of(Protocol.HTTP2);
      case "grpc" -> Optional.of(Protocol.GRPC);
      case "https", "tls", "kubernetes.io/wss" -> Optional.of(Protocol.HTTPS);
      case "tcp", "mongo", "redis", "mysql", "postgres", "postgresql", "smtp" ->
          Optional.of(Protocol.TCP);
      default -> Optional.empty();
    };
  }
}
