package dev.lateen.sidecar.xds;

import com.google.rpc.Status;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** One stream: says requests, hears responses. Belongs to the thread of its client. */
final class AdsStream implements StreamObserver<DiscoveryResponse> {
  private static final int INVALID_ARGUMENT = 3;
  private static final int LONGEST_DETAIL = 4_000;

  private final Node node;
  private final Executor executor;
  private final Consumer<DiscoveryResponse> heard;
  private final Consumer<String> ended;
  private final StreamObserver<DiscoveryRequest> requests;
  private boolean open = true;

  AdsStream(
      Channel channel,
      Node node,
      Executor executor,
      Consumer<DiscoveryResponse> heard,
      Consumer<String> ended) {
    this.node = node;
    this.executor = executor;
    this.heard = heard;
    this.ended = ended;
    this.requests = AggregatedDiscoveryServiceGrpc.newStub(channel).streamAggregatedResources(this);
  }

  /** Asks or acknowledges: for the feed's names, at its last accepted version. */
  void ask(Feed<?> feed) {
    send(request(feed).build());
  }

  /** Refuses the feed's last response. */
  void refuse(Feed<?> feed, List<String> problems) {
    String detail = String.join("; ", problems);
    send(
        request(feed)
            .setErrorDetail(
                Status.newBuilder()
                    .setCode(INVALID_ARGUMENT)
                    .setMessage(
                        detail.length() > LONGEST_DETAIL
                            ? detail.substring(0, LONGEST_DETAIL) + " ..."
                            : detail))
            .build());
  }

  /** Ends it from this side; nothing is heard afterwards. */
  void close() {
    if (open) {
      open = false;
      requests.onCompleted();
    }
  }

  @Override
  public void onNext(DiscoveryResponse response) {
    executor.execute(
        () -> {
          if (open) {
            heard.accept(response);
          }
        });
  }

  @Override
  public void onError(Throwable cause) {
    end(reason(cause));
  }

  @Override
  public void onCompleted() {
    end("the server ended the stream");
  }

  /** gRPC's own text says "io exception"; what it wraps says which. */
  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root == failure
        ? String.valueOf(failure.getMessage())
        : io.grpc.Status.fromThrowable(failure).getCode() + ": " + root.getMessage();
  }

  private void end(String reason) {
    executor.execute(
        () -> {
          if (open) {
            open = false;
            ended.accept(reason);
          }
        });
  }

  private void send(DiscoveryRequest request) {
    if (open) {
      requests.onNext(request);
    }
  }

  private DiscoveryRequest.Builder request(Feed<?> feed) {
    return DiscoveryRequest.newBuilder()
        .setNode(node)
        .setTypeUrl(feed.type().typeUrl())
        .addAllResourceNames(feed.names())
        .setVersionInfo(feed.version().orElse(""))
        .setResponseNonce(feed.nonce());
  }
}
