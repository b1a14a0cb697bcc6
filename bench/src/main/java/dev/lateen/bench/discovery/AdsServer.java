package dev.lateen.bench.discovery;

import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc.AggregatedDiscoveryServiceImplBase;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Aggregated discovery (state of the world) on loopback, for stock Envoys and sidecars alike. Safe
 * for use by several threads.
 */
public final class AdsServer implements AutoCloseable {
  private final Map<String, Snapshot> snapshots = new ConcurrentHashMap<>();
  private final Set<AdsStream> streams = ConcurrentHashMap.newKeySet();
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private final Server server;

  private AdsServer() throws IOException {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server =
        NettyServerBuilder.forAddress(loopback)
            .addService(new Service())
            // As the operator does: who asks whether it is still there is not sent away.
            .permitKeepAliveTime(1, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .build()
            .start();
  }

  /** Listens on any free port. */
  public static AdsServer start() {
    try {
      return new AdsServer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens, on loopback. */
  public int port() {
    return server.getPort();
  }

  /** Says this to the proxy of that name, now and whenever it asks. */
  public void publish(String proxy, Snapshot snapshot) {
    snapshots.put(proxy, snapshot);
    streams.forEach(stream -> stream.push(proxy, snapshot));
  }

  /** What proxies refused, with their reasons. */
  public List<String> refusals() {
    return List.copyOf(refusals);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  Optional<Snapshot> snapshot(String proxy) {
    return Optional.ofNullable(snapshots.get(proxy));
  }

  void refused(String proxy, String reason) {
    refusals.add(proxy + ": " + reason);
  }

  void ended(AdsStream stream) {
    streams.remove(stream);
  }

  private final class Service extends AggregatedDiscoveryServiceImplBase {
    @Override
    public StreamObserver<DiscoveryRequest> streamAggregatedResources(
        StreamObserver<DiscoveryResponse> responses) {
      var stream = new AdsStream(AdsServer.this, responses);
      streams.add(stream);
      return stream;
    }
  }
}
