package dev.lateen.operator.discovery;

import dev.lateen.operator.discovery.snapshot.ResourceType;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client that says exactly what a test tells it to, delta. */
final class DeltaClient implements AutoCloseable {
  private final ManagedChannel channel;
  private final BlockingQueue<DeltaDiscoveryResponse> responses = new LinkedBlockingQueue<>();
  private final StreamObserver<DeltaDiscoveryRequest> requests;
  private final Node node;

  DeltaClient(int port, String nodeId) {
    node = Node.newBuilder().setId(nodeId).build();
    channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    requests =
        AggregatedDiscoveryServiceGrpc.newStub(channel)
            .deltaAggregatedResources(
                new StreamObserver<>() {
                  @Override
                  public void onNext(DeltaDiscoveryResponse response) {
                    responses.add(response);
                  }

                  @Override
                  public void onError(Throwable failure) {}

                  @Override
                  public void onCompleted() {}
                });
  }

  void subscribe(ResourceType type, Map<String, String> has, String... names) {
    requests.onNext(
        DeltaDiscoveryRequest.newBuilder()
            .setNode(node)
            .setTypeUrl(type.typeUrl())
            .putAllInitialResourceVersions(has)
            .addAllResourceNamesSubscribe(List.of(names))
            .build());
  }

  void ack(DeltaDiscoveryResponse response) {
    requests.onNext(
        DeltaDiscoveryRequest.newBuilder()
            .setTypeUrl(response.getTypeUrl())
            .setResponseNonce(response.getNonce())
            .build());
  }

  DeltaDiscoveryResponse expect(ResourceType type) {
    DeltaDiscoveryResponse response = poll(30_000);
    if (response == null || !response.getTypeUrl().equals(type.typeUrl())) {
      throw new AssertionError("expected " + type + " but got " + response);
    }
    return response;
  }

  /** Waits a moment for a response that must not come. */
  void expectNothing() {
    DeltaDiscoveryResponse response = poll(400);
    if (response != null) {
      throw new AssertionError("expected nothing but got " + response);
    }
  }

  private DeltaDiscoveryResponse poll(long milliseconds) {
    try {
      return responses.poll(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
