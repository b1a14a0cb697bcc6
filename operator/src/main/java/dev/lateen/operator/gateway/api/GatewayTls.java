package dev.lateen.operator.gateway.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * What holds for TLS of all listeners of a Gateway.
 *
 * @param frontend towards clients; may be null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GatewayTls(Frontend frontend) {

  Optional<ClientValidation> clients(int port) {
    return Optional.ofNullable(frontend).flatMap(all -> all.clients(port));
  }

  /**
   * Towards clients.
   *
   * @param defaults for ports that nothing else is said of; may be null
   * @param perPort for single ports
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Frontend(@JsonProperty("default") Settings defaults, List<Port> perPort) {
    public Frontend {
      perPort = Lists.orEmpty(perPort);
    }

    private Optional<ClientValidation> clients(int port) {
      Optional<Port> own = perPort.stream().filter(one -> one.port() == port).findFirst();
      return own.isPresent()
          ? own.map(Port::tls).map(Settings::validation)
          : Optional.ofNullable(defaults).map(Settings::validation);
    }
  }

  /**
   * Of a port.
   *
   * @param port 1..65535
   * @param tls what holds for it; null: clients need no certificate
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Port(int port, Settings tls) {}

  /**
   * Settings.
   *
   * @param validation how clients are verified; null: they need no certificate
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Settings(ClientValidation validation) {}
}
