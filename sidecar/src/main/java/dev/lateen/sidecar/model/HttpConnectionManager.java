package dev.lateen.sidecar.model;

import java.util.List;
import java.util.Set;

/**
 * Serves HTTP (xDS {@code http_connection_manager.v3.HttpConnectionManager}).
 *
 * @param statPrefix prefix of its statistics
 * @param routes where requests go
 * @param limits what a peer may do
 * @param upgrades lower-case names of protocols a client may switch to (RFC 9110 7.8), e.g. {@code
 *     websocket}; {@code connect} stands for the method CONNECT
 * @param headers what it writes into messages of its own accord
 * @param codec which versions of HTTP clients may speak
 * @param http2 what those of HTTP/2 may do
 * @param accessLogs where each request is written down; none by default
 */
public record HttpConnectionManager(
    String statPrefix,
    RouteTable routes,
    HttpLimits limits,
    Set<String> upgrades,
    ProxyHeaders headers,
    HttpCodec codec,
    Http2Options http2,
    List<AccessLog> accessLogs)
    implements NetworkFilter {
  /** Copies the collections. */
  public HttpConnectionManager {
    upgrades = Set.copyOf(upgrades);
    accessLogs = List.copyOf(accessLogs);
  }

  /** Whether it makes tunnels (RFC 9110 9.3.6), to where its routes lead. */
  public boolean connects() {
    return upgrades.contains("connect");
  }

  /** With default limits, WebSocket allowed. */
  public static HttpConnectionManager of(String statPrefix, RouteTable routes) {
    return new HttpConnectionManager(
        statPrefix,
        routes,
        HttpLimits.DEFAULT,
        Set.of("websocket"),
        ProxyHeaders.DEFAULT,
        HttpCodec.AUTO,
        Http2Options.DEFAULT,
        List.of());
  }

  /** The same with other limits. */
  public HttpConnectionManager withLimits(HttpLimits other) {
    return new HttpConnectionManager(
        statPrefix, routes, other, upgrades, headers, codec, http2, accessLogs);
  }

  /** The same with other headers of its own. */
  public HttpConnectionManager withHeaders(ProxyHeaders other) {
    return new HttpConnectionManager(
        statPrefix, routes, limits, upgrades, other, codec, http2, accessLogs);
  }

  /** The same with other routes. */
  public HttpConnectionManager withRoutes(RouteTable other) {
    return new HttpConnectionManager(
        statPrefix, other, limits, upgrades, headers, codec, http2, accessLogs);
  }

  /** The same for clients of these versions. */
  public HttpConnectionManager withCodec(HttpCodec other) {
    return new HttpConnectionManager(
        statPrefix, routes, limits, upgrades, headers, other, http2, accessLogs);
  }

  /** The same with other limits of HTTP/2. */
  public HttpConnectionManager withHttp2(Http2Options other) {
    return new HttpConnectionManager(
        statPrefix, routes, limits, upgrades, headers, codec, other, accessLogs);
  }

  /** The same with other access logs. */
  public HttpConnectionManager withAccessLogs(List<AccessLog> other) {
    return new HttpConnectionManager(
        statPrefix, routes, limits, upgrades, headers, codec, http2, other);
  }
}
