package dev.lateen.sidecar.identity.workloadapi;

import dev.lateen.citadel.workloadapi.SpiffeWorkloadAPIGrpc;
import dev.lateen.citadel.workloadapi.X509BundlesRequest;
import dev.lateen.citadel.workloadapi.X509BundlesResponse;
import dev.lateen.citadel.workloadapi.X509SVIDRequest;
import dev.lateen.citadel.workloadapi.X509SVIDResponse;
import dev.lateen.sidecar.identity.Svid;
import dev.lateen.sidecar.model.MeshTrust;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Optional;

/** Answers applications. Safe for all threads; does not block. */
final class WorkloadApiService extends SpiffeWorkloadAPIGrpc.SpiffeWorkloadAPIImplBase {
  private final Watches<X509SVIDResponse> svids = new Watches<>();
  private final Watches<X509BundlesResponse> bundles = new Watches<>();
  private Optional<Svid> svid = Optional.empty();
  private Optional<MeshTrust> trust = Optional.empty();

  /** Goes on with another identity. */
  synchronized void use(Svid next) {
    svid = Optional.of(next);
    publish();
  }

  /** Goes on with other trust; where there is none now, the last stays. */
  synchronized void use(MeshTrust next) {
    if (!trust.equals(Optional.of(next))) {
      trust = Optional.of(next);
      publish();
    }
  }

  private void publish() {
    WorkloadMaterial.of(svid, trust)
        .ifPresent(
            material -> {
              svids.publish(material.x509Svid());
              bundles.publish(material.x509Bundles());
            });
  }

  @Override
  public void fetchX509SVID(X509SVIDRequest request, StreamObserver<X509SVIDResponse> answer) {
    svids.add((ServerCallStreamObserver<X509SVIDResponse>) answer);
  }

  @Override
  public void fetchX509Bundles(
      X509BundlesRequest request, StreamObserver<X509BundlesResponse> answer) {
    bundles.add((ServerCallStreamObserver<X509BundlesResponse>) answer);
  }
}
