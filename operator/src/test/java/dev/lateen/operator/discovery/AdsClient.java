package dev.lateen.operator.discovery;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Status;
import dev.lateen.operator.discovery.snapshot.ResourceType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client that says exactly what a test tells it to, state of the world. */
public final class AdsClient implements AutoCloseable {
  private final ManagedChannel channel;
  private final BlockingQueue<DiscoveryResponse> responses = new LinkedBlockingQueue<>();
  private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
  private final StreamObserver<DiscoveryRequest> requests;
  private final Node node;
  private boolean introduced;

  public AdsClient(int port, String nodeId) {
    this(port, Node.newBuilder().setId(nodeId).setUserAgentName("test").build());
  }

  public AdsClient(int port, Node node) {
    this(NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build(), node);
  }

  /** By a channel, which is closed with the client. */
  public AdsClient(ManagedChannel channel, Node node) {
    this.node = node;
    this.channel = channel;
    requests =
        AggregatedDiscoveryServiceGrpc.newStub(channel)
            .streamAggregatedResources(
                new StreamObserver<>() {
                  @Override
                  public void onNext(DiscoveryResponse response) {
                    responses.add(response);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    failures.add(failure);
                  }

                  @Override
                  public void onCompleted() {
                    failures.add(new IllegalStateException("completed"));
                  }
                });
  }

  public void subscribe(ResourceType type, String... names) {
    subscribeFrom("", type, names);
  }

  /** The first request of a type, from a client that has a version already. */
  public void subscribeFrom(String version, ResourceType type, String... names) {
    send(request(type, version, "", names));
  }

  public void ack(DiscoveryResponse response, String... names) {
    var type = ResourceType.of(response.getTypeUrl()).orElseThrow();
    send(request(type, response.getVersionInfo(), response.getNonce(), names));
  }

  public void nack(DiscoveryResponse response, String version, String reason, String... names) {
    var type = ResourceType.of(response.getTypeUrl()).orElseThrow();
    send(
        request(type, version, response.getNonce(), names).toBuilder()
            .setErrorDetail(Status.newBuilder().setMessage(reason))
            .build());
  }

  /** The next response, which must be of this type. */
  public DiscoveryResponse expect(ResourceType type) {
    DiscoveryResponse response = poll(30_000);
    if (response == null) {
      throw new AssertionError("no " + type + " within 30 s; failures: " + failures);
    }
    if (!response.getTypeUrl().equals(type.typeUrl())) {
      throw new AssertionError("expected " + type + " but got " + response);
    }
    return response;
  }

  /** Subscribes like a proxy does, and accepts everything until it has all four types. */
  public List<DiscoveryResponse> join() {
    subscribe(ResourceType.CDS);
    var clusters = expect(ResourceType.CDS);
    ack(clusters);
    String[] names = edsNames(clusters);
    subscribe(ResourceType.EDS, names);
    var endpoints = expect(ResourceType.EDS);
    ack(endpoints, names);
    subscribe(ResourceType.LDS);
    var listeners = expect(ResourceType.LDS);
    ack(listeners);
    subscribe(ResourceType.RDS, "http_proxy");
    var routes = expect(ResourceType.RDS);
    ack(routes, "http_proxy");
    return List.of(clusters, endpoints, listeners, routes);
  }

  /** Waits a moment for a response that must not come. */
  public void expectNothing() {
    DiscoveryResponse response = poll(400);
    if (response != null) {
      throw new AssertionError("expected nothing but got " + response);
    }
  }

  public Throwable expectFailure() throws InterruptedException {
    return failures.poll(30, TimeUnit.SECONDS);
  }

  public static String[] edsNames(DiscoveryResponse clusters) {
    var names = new ArrayList<String>();
    for (Cluster cluster : unpack(clusters, Cluster.class)) {
      if (cluster.getType() == Cluster.DiscoveryType.EDS) {
        names.add(cluster.getName());
      }
    }
    return names.toArray(String[]::new);
  }

  public static List<String> clusterNames(DiscoveryResponse clusters) {
    return unpack(clusters, Cluster.class).stream().map(Cluster::getName).toList();
  }

  public static List<RouteConfiguration> routes(DiscoveryResponse routes) {
    return unpack(routes, RouteConfiguration.class);
  }

  private static <M extends com.google.protobuf.Message> List<M> unpack(
      DiscoveryResponse response, Class<M> type) {
    return response.getResourcesList().stream()
        .map(
            any -> {
              try {
                return any.unpack(type);
              } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
              }
            })
        .toList();
  }

  private DiscoveryRequest request(
      ResourceType type, String version, String nonce, String... names) {
    return DiscoveryRequest.newBuilder()
        .setTypeUrl(type.typeUrl())
        .setVersionInfo(version)
        .setResponseNonce(nonce)
        .addAllResourceNames(List.of(names))
        .build();
  }

  /** The node goes with the first request alone, as clients may do. */
  private void send(DiscoveryRequest request) {
    requests.onNext(introduced ? request : request.toBuilder().setNode(node).build());
    introduced = true;
  }

  private DiscoveryResponse poll(long milliseconds) {
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
