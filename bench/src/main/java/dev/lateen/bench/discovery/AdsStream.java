package dev.lateen.bench.discovery;

import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.stub.StreamObserver;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The stream of one proxy. Requests and pushes come from different threads. */
final class AdsStream implements StreamObserver<DiscoveryRequest> {
  private final AdsServer server;
  private final StreamObserver<DiscoveryResponse> responses;
  private final Map<String, Sent> sent = new HashMap<>();
  private String proxy = "";
  private long nonce;

  AdsStream(AdsServer server, StreamObserver<DiscoveryResponse> responses) {
    this.server = server;
    this.responses = responses;
  }

  @Override
  public synchronized void onNext(DiscoveryRequest request) {
    if (request.hasNode()) {
      proxy = request.getNode().getId();
    }
    String type = request.getTypeUrl();
    Sent last = sent.get(type);
    if (last != null && !last.nonce().equals(request.getResponseNonce())) {
      return;
    }
    if (request.hasErrorDetail()) {
      server.refused(proxy, type + ": " + request.getErrorDetail().getMessage());
    }
    Set<String> names = Set.copyOf(request.getResourceNamesList());
    if (last == null || !last.names().equals(names)) {
      server.snapshot(proxy).ifPresent(snapshot -> send(type, names, snapshot));
    }
  }

  /** Sends what has changed of what was asked for, if this is the stream of that proxy. */
  synchronized void push(String to, Snapshot snapshot) {
    if (to.equals(proxy)) {
      Map.copyOf(sent)
          .forEach(
              (type, last) -> {
                if (!last.version().equals(snapshot.version(type))) {
                  send(type, last.names(), snapshot);
                }
              });
    }
  }

  private void send(String type, Set<String> names, Snapshot snapshot) {
    String version = snapshot.version(type);
    var now = new Sent(Long.toString(++nonce), version, names);
    sent.put(type, now);
    responses.onNext(
        DiscoveryResponse.newBuilder()
            .setTypeUrl(type)
            .setVersionInfo(version)
            .setNonce(now.nonce())
            .addAllResources(snapshot.resources(type, names))
            .build());
  }

  @Override
  public void onError(Throwable gone) {
    server.ended(this);
  }

  @Override
  public synchronized void onCompleted() {
    server.ended(this);
    responses.onCompleted();
  }

  private record Sent(String nonce, String version, Set<String> names) {}
}
