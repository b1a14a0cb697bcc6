package dev.lateen.sidecar.http;

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
      if (exchange.state().mirrors().get(i).next(exchange.worker().index())) {
        exchange
            .worker()
            .cluster(mirrors.get(i).cluster())
            .ifPresent(cluster -> send(cluster, exchange));
      }
    }
  }

  private static void send(ClusterRuntime cluster, Exchange exchange) {
    ShadowListener listener =
        new ShadowListener(copy(exchange.request()), exchange.body().copies());
    listener.limit(exchange.worker().context().deadlines());
    cluster.open(exchange.client().info().origin(), false, listener);
  }

  private static HttpRequest copy(HttpRequest request) {
    HttpHeaders headers = request.headers().copy();
    String host = headers.get(HttpHeaderNames.HOST);
    if (host != null) {
      headers.set(HttpHeaderNames.HOST, shadow(host));
    }
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
