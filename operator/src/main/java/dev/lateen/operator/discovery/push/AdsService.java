package dev.lateen.operator.discovery.push;

import dev.lateen.operator.discovery.snapshot.ResourceType;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc.AggregatedDiscoveryServiceImplBase;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/**
 * The Aggregated Discovery Service, both variants. Types we do not serve are never answered, which
 * tells a client that they do not exist. Runs on gRPC threads and does nothing there but hand over.
 */
public final class AdsService extends AggregatedDiscoveryServiceImplBase {
  private final PushLoop loop;

  /** A service that answers from the loop. */
  public AdsService(PushLoop loop) {
    this.loop = loop;
  }

  @Override
  public StreamObserver<DiscoveryRequest> streamAggregatedResources(
      StreamObserver<DiscoveryResponse> responses) {
    StreamEvents events = loop.open(new WholeWire(responses), StreamAccess.KEY.get());
    onCancel(responses, events);
    return new RequestObserver<>(
        events,
        request ->
            ResourceType.of(request.getTypeUrl()).map(type -> StreamRequest.of(type, request)));
  }

  @Override
  public StreamObserver<DeltaDiscoveryRequest> deltaAggregatedResources(
      StreamObserver<DeltaDiscoveryResponse> responses) {
    StreamEvents events = loop.open(new DeltaWire(responses), StreamAccess.KEY.get());
    onCancel(responses, events);
    return new RequestObserver<>(
        events,
        request ->
            ResourceType.of(request.getTypeUrl()).map(type -> StreamRequest.of(type, request)));
  }

  /** Also keeps a response to a client that is gone from being an error. */
  private static void onCancel(StreamObserver<?> responses, StreamEvents events) {
    ((ServerCallStreamObserver<?>) responses).setOnCancelHandler(events::closed);
  }
}
