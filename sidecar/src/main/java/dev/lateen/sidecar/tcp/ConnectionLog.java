package dev.lateen.sidecar.tcp;

import dev.lateen.sidecar.accesslog.Logged;
import dev.lateen.sidecar.stats.Counter;
import dev.lateen.sidecar.tls.PeerIdentity;
import dev.lateen.sidecar.upstream.Origin;
import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** What the line of a connection of bytes tells. */
final class ConnectionLog implements Logged {
  private final Origin origin;
  private final String caller;
  private final long startedAt = System.currentTimeMillis();
  private final long startedNanos = System.nanoTime();
  private final Counter received = new Counter();
  private final Counter sent = new Counter();
  private String cluster = "";
  private String host = "";
  private String callee = "";

  /**
   * Of a connection.
   *
   * @param caller SPIFFE ID that the client proved; empty where it did not
   */
  ConnectionLog(Origin origin, String caller) {
    this.origin = origin;
    this.caller = caller;
  }

  void cluster(String name) {
    cluster = name;
  }

  void upstream(Channel channel) {
    callee = PeerIdentity.principalOf(channel);
    if (channel.remoteAddress() instanceof InetSocketAddress socket) {
      host = socket.getAddress().getHostAddress() + ":" + socket.getPort();
    }
  }

  /** Counts what comes from the client. */
  Counter bytesReceived() {
    return received;
  }

  /** Counts what goes to the client. */
  Counter bytesSent() {
    return sent;
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
    return 0;
  }

  @Override
  public long received() {
    return received.get();
  }

  @Override
  public long sent() {
    return sent.get();
  }

  @Override
  public String flags() {
    return "";
  }

  @Override
  public String protocol() {
    return "";
  }

  @Override
  public String requestHeader(String name) {
    return "";
  }

  @Override
  public String responseHeader(String name) {
    return "";
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
    return "";
  }

  @Override
  public String remoteAddress() {
    return origin.source().map(InetAddress::getHostAddress).orElse("");
  }

  @Override
  public String downstreamPrincipal() {
    return caller;
  }

  @Override
  public String upstreamPrincipal() {
    return callee;
  }
}
