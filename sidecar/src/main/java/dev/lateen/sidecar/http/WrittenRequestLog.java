package dev.lateen.sidecar.http;

import dev.lateen.sidecar.accesslog.Logged;
import dev.lateen.sidecar.upstream.UpstreamHost;
import dev.lateen.sidecar.upstream.UpstreamStream;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Becomes a line in each access log of the connection manager. */
final class WrittenRequestLog implements RequestLog, Logged {
  private final Exchange exchange;
  private final long startedAt = System.currentTimeMillis();
  private final long startedNanos = System.nanoTime();
  private Optional<HttpResponse> response = Optional.empty();
  private String flags = "";
  private String cluster = "";
  private String host = "";
  private String peer = "";
  private long sent;
  private boolean ended;

  WrittenRequestLog(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public void flag(ResponseFlag flag) {
    flags = flags.isEmpty() ? flag.name() : flags + "," + flag.name();
  }

  @Override
  public void cluster(String name) {
    cluster = name;
  }

  @Override
  public void asked(UpstreamHost asked) {
    host = asked.key();
    peer = "";
  }

  @Override
  public void connected(UpstreamStream stream) {
    peer = stream.principal();
  }

  @Override
  public void response(HttpResponse begun) {
    response = Optional.of(begun);
  }

  @Override
  public void sent(long bytes) {
    sent += bytes;
  }

  @Override
  public void end() {
    if (!ended) {
      ended = true;
      exchange.worker().logs().write(exchange.manager().accessLogs(), this);
    }
  }

  @Override
  public long startedAt() {
    return startedAt;
  }

  @Override
  public long duration() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
  }

  @Override
  public int status() {
    return response.map(begun -> begun.status().code()).orElse(0);
  }

  @Override
  public long received() {
    return exchange.body().received();
  }

  @Override
  public long sent() {
    return sent;
  }

  @Override
  public String flags() {
    return flags;
  }

  @Override
  public String protocol() {
    return exchange.client().protocol();
  }

  @Override
  public String requestHeader(String name) {
    return switch (name) {
      case ":method" -> exchange.request().method().name();
      case ":path" -> exchange.request().uri();
      case ":authority" -> value(exchange.request().headers(), HttpHeaderNames.HOST);
      default -> value(exchange.request().headers(), name);
    };
  }

  @Override
  public String responseHeader(String name) {
    return response.map(begun -> value(begun.headers(), name)).orElse("");
  }

  private static String value(HttpHeaders headers, CharSequence name) {
    String value = headers.get(name);
    return value == null ? "" : value;
  }

  @Override
  public String upstreamHost() {
    return host;
  }

  @Override
  public String upstreamCluster() {
    return cluster;
  }

  @Override
  public String routeName() {
    return exchange.routeName();
  }

  @Override
  public String remoteAddress() {
    return exchange.client().info().origin().source().map(InetAddress::getHostAddress).orElse("");
  }

  @Override
  public String downstreamPrincipal() {
    return exchange.client().info().principal();
  }

  @Override
  public String upstreamPrincipal() {
    return peer;
  }
}
