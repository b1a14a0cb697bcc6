package dev.lateen.sidecar.model;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the endpoints of a cluster are connected to (xDS {@code transport_socket_matches}, {@code
 * transport_socket} and {@code upstream_bind_config}).
 *
 * @param choices the first whose labels an endpoint has is used
 * @param otherwise for endpoints that none of them is for; empty for plain connections
 * @param sources where connections come from: the first address of the endpoint's family; without
 *     one the kernel chooses
 */
public record UpstreamTransport(
    List<Choice> choices, Optional<UpstreamTls> otherwise, List<InetAddress> sources) {
  /** Plain connections to all. */
  public static final UpstreamTransport PLAIN = new UpstreamTransport(List.of(), Optional.empty());

  /** Keeps the lists as they are. */
  public UpstreamTransport {
    choices = List.copyOf(choices);
    sources = List.copyOf(sources);
  }

  /** From where the kernel chooses. */
  public UpstreamTransport(List<Choice> choices, Optional<UpstreamTls> otherwise) {
    this(choices, otherwise, List.of());
  }

  /** The same from these addresses. */
  public UpstreamTransport from(List<InetAddress> others) {
    return new UpstreamTransport(choices, otherwise, others);
  }

  /** Where a connection to an address comes from; empty where the kernel chooses. */
  public Optional<InetSocketAddress> source(InetSocketAddress destination) {
    for (InetAddress source : sources) {
      if (source.getClass() == destination.getAddress().getClass()) {
        return Optional.of(new InetSocketAddress(source, 0));
      }
    }
    return Optional.empty();
  }

  /**
   * One way to connect.
   *
   * @param name for people
   * @param labels those an endpoint must have; empty for all endpoints
   * @param tls empty for plain connections
   */
  public record Choice(String name, Map<String, String> labels, Optional<UpstreamTls> tls) {
    /** Keeps the labels as they are. */
    public Choice {
      labels = Map.copyOf(labels);
    }
  }

  /** The same, offering these application protocols where TLS names none itself. */
  UpstreamTransport offering(List<String> protocols) {
    return new UpstreamTransport(
        choices.stream()
            .map(
                choice ->
                    new Choice(choice.name(), choice.labels(), offering(choice.tls(), protocols)))
            .toList(),
        offering(otherwise, protocols),
        sources);
  }

  private static Optional<UpstreamTls> offering(Optional<UpstreamTls> tls, List<String> protocols) {
    return tls.map(settings -> settings.offering(protocols));
  }

  /** The TLS of connections to an endpoint. */
  public Optional<UpstreamTls> to(Endpoint endpoint) {
    for (Choice choice : choices) {
      if (endpoint.labels().entrySet().containsAll(choice.labels().entrySet())) {
        return choice.tls();
      }
    }
    return otherwise;
  }
}
