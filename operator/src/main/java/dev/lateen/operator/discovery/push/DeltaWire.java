package dev.lateen.operator.discovery.push;

import dev.lateen.operator.discovery.snapshot.Resource;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/** Delta: a response has what changed and the names of what is gone. */
final class DeltaWire implements Wire {
  private final StreamObserver<DeltaDiscoveryResponse> responses;

  DeltaWire(StreamObserver<DeltaDiscoveryResponse> responses) {
    this.responses = responses;
  }

  @Override
  public void send(Offer offer) {
    responses.onNext(
        DeltaDiscoveryResponse.newBuilder()
            .setTypeUrl(offer.type().typeUrl())
            .setSystemVersionInfo(offer.whole().version())
            .setNonce(offer.nonce())
            .addAllResources(offer.changed().stream().map(DeltaWire::resource).toList())
            .addAllRemovedResources(offer.removed())
            .build());
  }

  private static io.envoyproxy.envoy.service.discovery.v3.Resource resource(Resource resource) {
    return io.envoyproxy.envoy.service.discovery.v3.Resource.newBuilder()
        .setName(resource.name())
        .setVersion(resource.version())
        .setResource(resource.body())
        .build();
  }

  @Override
  public void complete() {
    responses.onCompleted();
  }

  @Override
  public void deny(String reason) {
    responses.onError(Status.PERMISSION_DENIED.withDescription(reason).asRuntimeException());
  }

  @Override
  public void fail(String reason) {
    responses.onError(Status.INVALID_ARGUMENT.withDescription(reason).asRuntimeException());
  }
}
