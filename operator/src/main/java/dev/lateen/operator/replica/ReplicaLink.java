package dev.lateen.operator.replica;

import dev.lateen.operator.discovery.DiscoveryService;
import dev.lateen.operator.replica.ReplicaProtocol.Received;
import dev.lateen.operator.rules.RuleRevision;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;

/**
 * The follower's side: tells the leader of the proxies that are connected here. Looks a few times a
 * second what changed, on a thread of its own, and begins anew, with all proxies, when another
 * leads, or a second after a stream has ended.
 */
@Singleton
public class ReplicaLink {
  private static final Logger LOG = Logger.getLogger(ReplicaLink.class);
  private static final long LOOK_MILLISECONDS = 250;

  /** How many looks are left out after a stream has ended. */
  private static final int PAUSE = 4;

  /** Name in the certificate of every authority's server. */
  private static final String AUTHORITY = "localhost";

  private final DiscoveryService discovery;
  private final Leadership leadership;
  private final ReplicaService service;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("replica-link").daemon().factory());
  private Optional<Connection> connection = Optional.empty();
  private int pause;
  private volatile String trouble = "";

  public ReplicaLink(DiscoveryService discovery, Leadership leadership, ReplicaService service) {
    this.discovery = discovery;
    this.leadership = leadership;
    this.service = service;
  }

  void start(@Observes StartupEvent event) {
    executor.scheduleWithFixedDelay(
        this::look, LOOK_MILLISECONDS, LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    executor.execute(this::disconnect);
    executor.shutdown();
  }

  private void look() {
    if (pause > 0) {
      pause--;
      return;
    }
    try {
      Optional<Replica> leader = leadership.other();
      if (connection.filter(one -> one.ended).isPresent()) {
        rest();
        return;
      }
      if (connection.filter(one -> !leader.equals(Optional.of(one.leader))).isPresent()) {
        disconnect();
      }
      if (connection.isEmpty()) {
        connection =
            leader.flatMap(one -> service.proof().map(shown -> new Connection(one, shown)));
      }
      connection.ifPresent(Connection::report);
    } catch (RuntimeException e) {
      tell(String.valueOf(e.getMessage()));
      rest();
    }
  }

  private void rest() {
    disconnect();
    pause = PAUSE;
  }

  private void disconnect() {
    connection.ifPresent(Connection::close);
    connection = Optional.empty();
  }

  /** Once for each cause. */
  private void tell(String message) {
    if (!message.equals(trouble)) {
      trouble = message;
      LOG.warnf("event=leader_not_reached message=\"%s\"", message);
    }
  }

  private final class Connection implements StreamObserver<Received> {
    private final Replica leader;
    private final ManagedChannel channel;
    private final StreamObserver<ProxyReport> reports;
    private final Told told = new Told();
    private boolean begun;
    private volatile boolean ended;

    private Connection(Replica leader, ReplicaProof shown) {
      this.leader = leader;
      this.channel = channel(leader, shown);
      this.reports =
          ClientCalls.asyncBidiStreamingCall(
              channel.newCall(ReplicaProtocol.REPORT, CallOptions.DEFAULT), this);
    }

    private void report() {
      Set<RuleRevision> rules = discovery.rules();
      ProxyReport report = told.next(rules, discovery.proxies());
      if (!begun || !report.isEmpty()) {
        reports.onNext(report);
        told.apply(report);
        begun = true;
      }
    }

    @Override
    public void onNext(Received received) {
      trouble = "";
    }

    @Override
    public void onError(Throwable problem) {
      ended = true;
      tell(Status.fromThrowable(problem).toString());
    }

    @Override
    public void onCompleted() {
      ended = true;
    }

    private void close() {
      channel.shutdownNow();
    }
  }

  private static ManagedChannel channel(Replica leader, ReplicaProof shown) {
    Metadata headers = new Metadata();
    headers.put(ReplicaProtocol.PROOF, shown.token());
    byte[] roots = String.join("", shown.roots()).getBytes(StandardCharsets.US_ASCII);
    try {
      return NettyChannelBuilder.forTarget("dns:///" + leader.address())
          .sslContext(
              GrpcSslContexts.forClient().trustManager(new ByteArrayInputStream(roots)).build())
          .overrideAuthority(AUTHORITY)
          .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }
}
