package dev.lateen.injection;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.HTTPHeader;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the sidecar does when it is asked in the place of an application. Of {@code http}, {@code
 * tcp} and {@code grpc} one is set; the sidecar reads a list of these from {@code LATEEN_PROBES}.
 *
 * @param path under which the kubelet asks
 * @param timeoutSeconds how long the application may take
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ProbeTarget(String path, int timeoutSeconds, Http http, Tcp tcp, Grpc grpc) {
  private static final int USUAL_TIMEOUT = 1;

  /** A request that is to be answered with 200 to 399. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Http(int port, String path, String scheme, List<Header> headers) {}

  /** A header of the request. */
  record Header(String name, String value) {}

  /** A connection that is to be accepted. */
  record Tcp(int port) {}

  /** A call of {@code grpc.health.v1.Health/Check} that is to be answered with SERVING. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Grpc(int port, String service) {}

  /**
   * What a probe asks of a container; empty where it goes elsewhere than to a known port of the
   * pod, or runs a program.
   */
  static Optional<ProbeTarget> of(String path, Probe probe, Container container) {
    int timeout = Objects.requireNonNullElse(probe.getTimeoutSeconds(), USUAL_TIMEOUT);
    if (probe.getHttpGet() != null) {
      return http(probe.getHttpGet(), container)
          .map(http -> new ProbeTarget(path, timeout, http, null, null));
    }
    if (probe.getTcpSocket() != null && isPod(probe.getTcpSocket().getHost())) {
      return port(probe.getTcpSocket().getPort(), container)
          .map(port -> new ProbeTarget(path, timeout, null, new Tcp(port), null));
    }
    return Optional.ofNullable(probe.getGrpc())
        .map(grpc -> new Grpc(grpc.getPort(), grpc.getService()))
        .map(grpc -> new ProbeTarget(path, timeout, null, null, grpc));
  }

  private static Optional<Http> http(HTTPGetAction action, Container container) {
    return isPod(action.getHost())
        ? port(action.getPort(), container)
            .map(
                port ->
                    new Http(
                        port,
                        Objects.requireNonNullElse(action.getPath(), "/"),
                        Objects.requireNonNullElse(action.getScheme(), "HTTP"),
                        action.getHttpHeaders().stream().map(ProbeTarget::header).toList()))
        : Optional.empty();
  }

  private static Header header(HTTPHeader header) {
    return new Header(header.getName(), Objects.requireNonNullElse(header.getValue(), ""));
  }

  private static boolean isPod(String host) {
    return host == null || host.isEmpty();
  }

  private static Optional<Integer> port(IntOrString port, Container container) {
    return port.getIntVal() != null
        ? Optional.of(port.getIntVal())
        : container.getPorts().stream()
            .filter(named -> port.getStrVal().equals(named.getName()))
            .map(ContainerPort::getContainerPort)
            .findFirst();
  }
}
