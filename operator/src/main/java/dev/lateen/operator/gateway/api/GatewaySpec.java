package dev.lateen.operator.gateway.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gateway.
 *
 * @param gatewayClassName its class
 * @param listeners where it listens
 * @param infrastructure what its objects carry; may be null
 * @param tls what holds for TLS of all listeners; may be null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GatewaySpec(
    String gatewayClassName,
    List<Listener> listeners,
    Infrastructure infrastructure,
    GatewayTls tls) {

  public GatewaySpec {
    listeners = Lists.orEmpty(listeners);
  }

  /** How clients of a listener are verified; empty where they need no certificate. */
  public Optional<ClientValidation> clients(Listener listener) {
    return Optional.ofNullable(tls)
        .filter(_ -> listener.protocol().equals("HTTPS"))
        .flatMap(all -> all.clients(listener.port()));
  }

  /** What is said of the objects of the Gateway. */
  public Infrastructure infrastructureOrNone() {
    return infrastructure == null ? new Infrastructure(Map.of(), Map.of(), null) : infrastructure;
  }

  /**
   * What is said of the objects of a Gateway.
   *
   * @param labels labels
   * @param annotations annotations
   * @param parametersRef parameters of another kind; null: none
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Infrastructure(
      Map<String, String> labels, Map<String, String> annotations, ObjectReference parametersRef) {
    public Infrastructure {
      labels = labels == null ? Map.of() : Map.copyOf(labels);
      annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
    }
  }

  /**
   * One listener.
   *
   * @param name unique in its Gateway
   * @param hostname the host it is for; null for any
   * @param port 1..65535
   * @param protocol HTTP, HTTPS, TLS, or one that is not carried here
   * @param tls what it does with TLS; may be null
   * @param allowedRoutes who may attach; null: routes of its namespace
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Listener(
      String name,
      String hostname,
      int port,
      String protocol,
      ListenerTls tls,
      AllowedRoutes allowedRoutes) {

    /** The host; empty for any. */
    public Optional<String> host() {
      return Optional.ofNullable(hostname).filter(text -> !text.isEmpty());
    }

    /** Whether TLS goes through unopened. */
    public boolean passesThrough() {
      return tls != null && "Passthrough".equals(tls.mode());
    }
  }

  /**
   * TLS of a listener.
   *
   * @param mode Terminate (default) or Passthrough
   * @param certificateRefs secrets with its certificates
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ListenerTls(String mode, List<ObjectReference> certificateRefs) {
    public ListenerTls {
      certificateRefs = Lists.orEmpty(certificateRefs);
    }
  }

  /**
   * Which routes may attach.
   *
   * @param namespaces of which namespaces; may be null
   * @param kinds of which kinds; empty: those the protocol of the listener carries
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record AllowedRoutes(RouteNamespaces namespaces, List<RouteKind> kinds) {
    public AllowedRoutes {
      kinds = Lists.orEmpty(kinds);
    }
  }

  /**
   * Namespaces whose routes may attach.
   *
   * @param from Same (default), All or Selector
   * @param selector which, for Selector
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record RouteNamespaces(String from, LabelSelector selector) {}

  /**
   * A kind of route.
   *
   * @param group API group; null: the Gateway API's
   * @param kind kind
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record RouteKind(String group, String kind) {}
}
