package dev.lateen.sidecar.http;

import dev.lateen.sidecar.filter.HeaderEditor;
import dev.lateen.sidecar.model.Mirror;
import dev.lateen.sidecar.upstream.ClusterRuntime;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;

/** Sends copies of a request whose whole body is known; nobody waits for the answers. */
final class Mirroring {
  private static final String SUFFIX = "-shadow";

  private Mirroring() {}

  static void send(List<Mirror> mirrors, Exchange exchange) {
    for (int i = 0; i < mirrors.size(); i++) {
      Mirror mirror = mirrors.get(i);
      if (exchange.filters().state().mirrors().get(i).next(exchange.worker().index())) {
        exchange
            .worker()
            .cluster(mirror.cluster())
            .ifPresent(cluster -> send(cluster, mirror, exchange));
      }
    }
  }

  private static void send(ClusterRuntime cluster, Mirror mirror, Exchange exchange) {
    ShadowListener listener =
        new ShadowListener(copy(exchange.request(), mirror), exchange.body().copies());
    listener.limit(exchange.worker().context().deadlines());
    cluster.open(exchange.client().info().origin(), false, listener);
  }

  private static HttpRequest copy(HttpRequest request, Mirror mirror) {
    HttpHeaders headers = request.headers().copy();
    String host = headers.get(HttpHeaderNames.HOST);
    if (mirror.authority().isPresent()) {
      headers.set(HttpHeaderNames.HOST, mirror.authority().get());
    } else if (host != null) {
      headers.set(HttpHeaderNames.HOST, shadow(host));
    }
    HeaderEditor.apply(mirror.headers(), headers);
    return new DefaultHttpRequest(
        request.protocolVersion(), request.method(), request.uri(), headers);
  }

  /** The suffix belongs to the name, before the port. */
  static String shadow(String host) {
    int colon = host.lastIndexOf(':');
    boolean port = colon > host.lastIndexOf(']');
    return port ? host.substring(0, colon) + SUFFIX + host.substring(colon) : host + SUFFIX;
  }
}
