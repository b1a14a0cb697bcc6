package dev.lateen.sidecar.xds;

import com.google.protobuf.Message;
import dev.lateen.sidecar.xds.snapshot.ResourceType;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc.AggregatedDiscoveryServiceImplBase;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A discovery server on loopback that says exactly what a test tells it to. */
public final class ScriptedDiscovery implements AutoCloseable {
  private final List<DiscoveryRequest> requests = new CopyOnWriteArrayList<>();
  private volatile StreamObserver<DiscoveryResponse> responses;
  private Server server;
  private int port;

  /** Listens on any free port. */
  public static ScriptedDiscovery start() {
    ScriptedDiscovery discovery = new ScriptedDiscovery();
    discovery.listen(0);
    return discovery;
  }

  public int port() {
    return port;
  }

  /** Everything asked since the start or the last restart. */
  public List<DiscoveryRequest> requests() {
    return List.copyOf(requests);
  }

  public List<DiscoveryRequest> requests(ResourceType type) {
    return requests.stream().filter(r -> r.getTypeUrl().equals(type.typeUrl())).toList();
  }

  public Optional<DiscoveryRequest> last(ResourceType type) {
    return requests(type).stream().reduce((first, second) -> second);
  }

  /** Sends all these resources at a version; the nonce is type and version. */
  public void send(ResourceType type, String version, Message... resources) {
    StreamObserver<DiscoveryResponse> open = responses;
    synchronized (open) {
      open.onNext(
          DiscoveryResponse.newBuilder()
              .setTypeUrl(type.typeUrl())
              .setVersionInfo(version)
              .setNonce(type + "-" + version)
              .addAllResources(Arrays.stream(resources).map(Protos::any).toList())
              .build());
    }
  }

  /** Breaks every connection and refuses new ones. */
  public void stop() {
    try {
      server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    requests.clear();
  }

  /** Listens again on the same port. */
  public void startAgain() {
    listen(port);
  }

  @Override
  public void close() {
    stop();
  }

  private void listen(int wanted) {
    try {
      server =
          NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", wanted))
              .permitKeepAliveTime(1, TimeUnit.SECONDS)
              .addService(new Service())
              .build()
              .start();
      port = server.getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Service extends AggregatedDiscoveryServiceImplBase {
    @Override
    public StreamObserver<DiscoveryRequest> streamAggregatedResources(
        StreamObserver<DiscoveryResponse> observer) {
      responses = observer;
      return new StreamObserver<>() {
        @Override
        public void onNext(DiscoveryRequest request) {
          requests.add(request);
        }

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onCompleted() {
          observer.onCompleted();
        }
      };
    }
  }
}
