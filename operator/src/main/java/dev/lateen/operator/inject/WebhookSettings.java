package dev.lateen.operator.inject;

import dev.lateen.citadel.serving.ServingRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the webhooks listen and how the API server reaches them. */
@Singleton
public class WebhookSettings {
  /** Path of the validating webhook. */
  public static final String VALIDATE_PATH = "/validate";

  /** Path of the mutating webhook. */
  public static final String INJECT_PATH = "/inject";

  /** Port the webhooks listen on unless told otherwise. */
  public static final int DEFAULT_PORT = 15017;

  private static final String SERVICE = "lateen-webhook";
  private static final Duration CERTIFICATE_VALIDITY = Duration.ofDays(365);

  private final int port;
  private final String listenAddress;
  private final Optional<String> host;

  /**
   * @param port {@code lateen.webhook.port}, 0 for any free one
   * @param listenAddress {@code lateen.webhook.listen-address}, default every interface
   * @param host {@code lateen.webhook.host}: name or IP address by which the API server reaches an
   *     operator that runs outside its cluster; absent: the operator is reached by its Service
   */
  public WebhookSettings(
      @ConfigProperty(name = "lateen.webhook.port", defaultValue = "15017") int port,
      @ConfigProperty(name = "lateen.webhook.listen-address", defaultValue = "0.0.0.0")
          String listenAddress,
      @ConfigProperty(name = "lateen.webhook.host") Optional<String> host) {
    this.port = port;
    this.listenAddress = listenAddress;
    this.host = host;
  }

  /** The port to listen on, 0 for any free one. */
  public int port() {
    return port;
  }

  SocketAddress listenOn() {
    return SocketAddress.inetSocketAddress(port, listenAddress);
  }

  /**
   * The URL of a webhook for an operator outside the cluster; empty for one inside.
   *
   * @param boundPort the port the server listens on
   * @param path of the webhook
   */
  public Optional<String> url(int boundPort, String path) {
    return host.map(name -> "https://%s:%d%s".formatted(name, boundPort, path));
  }

  /**
   * The certificate the API server will accept, also from the operators of other revisions, whose
   * Services lie beside this one.
   *
   * @param namespace namespace of the webhooks' Service
   */
  public ServingRequest certificateRequest(String namespace) {
    String service = SERVICE + "." + namespace;
    Set<String> names = new TreeSet<>(Set.of(service + ".svc", service, "*." + namespace + ".svc"));
    Set<String> addresses = new TreeSet<>();
    host.ifPresent(name -> (isAddress(name) ? addresses : names).add(name));
    return new ServingRequest(SERVICE, names, addresses, CERTIFICATE_VALIDITY);
  }

  private static boolean isAddress(String host) {
    return host.matches("[0-9.]+");
  }
}
