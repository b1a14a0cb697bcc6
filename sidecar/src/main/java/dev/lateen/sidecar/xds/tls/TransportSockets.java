package dev.lateen.sidecar.xds.tls;

import com.google.protobuf.Parser;
import dev.lateen.sidecar.model.DownstreamTls;
import dev.lateen.sidecar.model.UpstreamTls;
import dev.lateen.sidecar.model.UpstreamTransport;
import dev.lateen.sidecar.tls.TlsTrial;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.TransportLabels;
import dev.lateen.sidecar.xds.decode.Values;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decodes transport sockets: plain or TLS. Certificates, keys and ciphers are tried out here, so
 * that what cannot work is refused when it arrives.
 */
public final class TransportSockets {
  private static final String PREFIX = "type.googleapis.com/envoy.extensions.transport_sockets.";
  private static final String RAW = PREFIX + "raw_buffer.v3.RawBuffer";

  private TransportSockets() {}

  /**
   * Of a cluster.
   *
   * @param host the one name the endpoints are found by, for {@code auto_host_sni}
   * @throws dev.lateen.sidecar.xds.decode.InvalidResourceException when it cannot be obeyed
   */
  public static Optional<UpstreamTls> upstream(
      TransportSocket socket, Optional<String> host, FieldPath at) {
    return unpack(socket, PREFIX + "tls.v3.UpstreamTlsContext", UpstreamTlsContext.parser(), at)
        .map(context -> upstream(context, host, at.at("typed_config")));
  }

  /**
   * Of a filter chain.
   *
   * @param handshakeTimeout how long a handshake may take
   * @throws dev.lateen.sidecar.xds.decode.InvalidResourceException when it cannot be obeyed
   */
  public static Optional<DownstreamTls> downstream(
      TransportSocket socket, Duration handshakeTimeout, FieldPath at) {
    return unpack(socket, PREFIX + "tls.v3.DownstreamTlsContext", DownstreamTlsContext.parser(), at)
        .map(context -> downstream(context, handshakeTimeout, at.at("typed_config")));
  }

  /**
   * Of a cluster whose endpoints differ.
   *
   * @param host the one name the endpoints are found by, for {@code auto_host_sni}
   * @throws dev.lateen.sidecar.xds.decode.InvalidResourceException when it cannot be obeyed
   */
  public static UpstreamTransport upstream(Cluster cluster, Optional<String> host, FieldPath at) {
    List<UpstreamTransport.Choice> choices = new ArrayList<>();
    for (int i = 0; i < cluster.getTransportSocketMatchesCount(); i++) {
      var match = cluster.getTransportSocketMatches(i);
      FieldPath field = at.at("transport_socket_matches", i);
      choices.add(
          new UpstreamTransport.Choice(
              match.getName(),
              TransportLabels.decode(match.getMatch(), field.at("match")),
              upstream(match.getTransportSocket(), host, field.at("transport_socket"))));
    }
    return new UpstreamTransport(
        choices, upstream(cluster.getTransportSocket(), host, at.at("transport_socket")));
  }

  private static <T> Optional<T> unpack(
      TransportSocket socket, String tls, Parser<T> parser, FieldPath at) {
    String type = socket.getTypedConfig().getTypeUrl();
    if (type.isEmpty() || type.equals(RAW)) {
      return Optional.empty();
    }
    if (!type.equals(tls)) {
      throw at.invalid("type " + type + " is not supported");
    }
    return Optional.of(Values.unpack(socket.getTypedConfig(), parser, at));
  }

  private static UpstreamTls upstream(
      UpstreamTlsContext context, Optional<String> host, FieldPath at) {
    at.unsupported("allow_renegotiation", context.getAllowRenegotiation());
    if (context.getAutoHostSni() && host.isEmpty()) {
      throw at.at("auto_host_sni").invalid("needs a cluster of one DNS name; set sni instead");
    }
    UpstreamTls tls =
        new UpstreamTls(
            context.getAutoHostSni() ? host : Values.text(context.getSni()),
            context.getAutoSniSanValidation(),
            CommonTlsDecoder.decode(context.getCommonTlsContext(), at.at("common_tls_context")));
    tryOut(() -> TlsTrial.of(tls), at);
    return tls;
  }

  private static DownstreamTls downstream(
      DownstreamTlsContext context, Duration handshakeTimeout, FieldPath at) {
    at.unsupported("require_sni", context.getRequireSni().getValue());
    at.unsupported("session_ticket_keys", context.hasSessionTicketKeys());
    at.unsupported(
        "session_ticket_keys_sds_secret_config", context.hasSessionTicketKeysSdsSecretConfig());
    try {
      DownstreamTls tls =
          new DownstreamTls(
              context.getRequireClientCertificate().getValue(),
              handshakeTimeout,
              CommonTlsDecoder.decode(context.getCommonTlsContext(), at.at("common_tls_context")));
      tryOut(() -> TlsTrial.of(tls), at);
      return tls;
    } catch (IllegalArgumentException e) {
      throw at.invalid(e);
    }
  }

  private static void tryOut(Runnable use, FieldPath at) {
    try {
      use.run();
    } catch (IllegalArgumentException e) {
      throw at.at("common_tls_context").invalid(e);
    }
  }
}
