package dev.lateen.operator.discovery.push;

import dev.lateen.operator.discovery.snapshot.Resource;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/** State of the world: every response has all resources the client wants of a type. */
final class WholeWire implements Wire {
  private final StreamObserver<DiscoveryResponse> responses;

  WholeWire(StreamObserver<DiscoveryResponse> responses) {
    this.responses = responses;
  }

  @Override
  public void send(Offer offer) {
    responses.onNext(
        DiscoveryResponse.newBuilder()
            .setTypeUrl(offer.type().typeUrl())
            .setVersionInfo(offer.whole().version())
            .setNonce(offer.nonce())
            .addAllResources(offer.whole().resources().stream().map(Resource::body).toList())
            .build());
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
