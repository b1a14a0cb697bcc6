package dev.lateen.operator.platform;

import dev.lateen.operator.platform.model.Protocol;
import java.util.Locale;
import java.util.Optional;

/** What a service port speaks, from what its document says (TM-160 to TM-162). Pure. */
public final class PortProtocols {
  private PortProtocols() {}

  /**
   * Detects the protocol of a port.
   *
   * @param transport {@code TCP}, {@code UDP} or {@code SCTP}; anything but TCP is not carried
   * @param appProtocol {@code appProtocol} of the port; one we do not know says nothing
   * @param name name of the port, {@code <protocol>} or {@code <protocol>-<suffix>}
   * @return the protocol, TCP where nothing says otherwise (TM-161)
   */
  public static Protocol detect(String transport, Optional<String> appProtocol, String name) {
    if (!transport.equalsIgnoreCase("TCP")) {
      return Protocol.UDP;
    }
    int end = name.indexOf('-');
    return appProtocol
        .flatMap(PortProtocols::named)
        .or(() -> named(end < 0 ? name : name.substring(0, end)))
        .orElse(Protocol.TCP);
  }

  private static Optional<Protocol> named(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "http", "kubernetes.io/ws" -> Optional.of(Protocol.HTTP);
      case "http2", "h2c", "kubernetes.io/h2c" -> Optional.of(Protocol.HTTP2);
      case "grpc" -> Optional.of(Protocol.GRPC);
      case "https", "tls", "kubernetes.io/wss" -> Optional.of(Protocol.HTTPS);
      case "tcp", "mongo", "redis" -> Optional.of(Protocol.TCP);
      default -> Optional.empty();
    };
  }
}
