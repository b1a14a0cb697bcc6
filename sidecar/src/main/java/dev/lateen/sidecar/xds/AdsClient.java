package dev.lateen.sidecar.xds;

import dev.lateen.sidecar.config.HostPort;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.xds.snapshot.Build;
import dev.lateen.sidecar.xds.snapshot.ResourceSet;
import dev.lateen.sidecar.xds.snapshot.ResourceType;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Keeps a proxy in agreement with discovery (xDS v3, state of the world over ADS). Everything runs
 * on one thread of its own, never on an event loop of the data path. Losing the connection touches
 * no traffic: the live model stays, and a new stream says which versions are already here.
 */
public final class AdsClient implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(AdsClient.class);

  private final HostPort address;
  private final DiscoveryLink link;
  private final Node node;
  private final ScheduledExecutorService executor;
  private final Feeds feeds;
  private final ModelKeeper keeper;
  private final Backoff backoff;
  private Optional<ManagedChannel> channel = Optional.empty();
  private Optional<AdsStream> stream = Optional.empty();
  private Optional<ScheduledFuture<?>> retry = Optional.empty();
  private boolean closed;
  private boolean troubleLogged;
  private volatile AdsStatus status = AdsStatus.INITIAL;

  /**
   * A client that does not run yet.
   *
   * @param address of discovery, for logs
   * @param link the way there
   * @param feeds what is asked for
   * @param executor of one thread; closed with the client
   * @param random of the back-off
   * @param patience how long an incomplete model may wait; 5 s in production
   * @param dataPlane told every model that is to go live; answers when it is, on the client's
   *     thread
   */
  AdsClient(
      HostPort address,
      DiscoveryLink link,
      Node node,
      Feeds feeds,
      ScheduledExecutorService executor,
      Clock clock,
      RandomGenerator random,
      Duration patience,
      Function<ProxyModel, CompletionStage<Void>> dataPlane) {
    this.address = address;
    this.link = link;
    this.node = node;
    this.feeds = feeds;
    this.executor = executor;
    this.keeper =
        new ModelKeeper(
            executor,
            clock,
            patience,
            dataPlane,
            model -> status = status.withLive(model),
            error -> status = status.withError(error));
    this.backoff = new Backoff(random);
  }

  /** Begins to ask, and does so until closed. */
  public void start() {
    executor.execute(this::connect);
  }

  /** Tries again at once, if it waits to: what stood in the way may be gone. */
  public void hurry() {
    executor.execute(
        () -> {
          if (retry.filter(waiting -> waiting.cancel(false)).isPresent()) {
            connect();
          }
        });
  }

  /** How things stand. Safe for any thread. */
  public AdsStatus status() {
    return status;
  }

  /** Ends the stream; the live model stays as it is. */
  @Override
  public void close() {
    executor.execute(
        () -> {
          closed = true;
          stream.ifPresent(AdsStream::close);
          channel.ifPresent(ManagedChannel::shutdownNow);
          executor.shutdown();
        });
  }

  private void connect() {
    if (closed) {
      return;
    }
    try {
      ManagedChannel opened = link.find().build();
      channel = Optional.of(opened);
      feeds.all().forEach(Feed::restart);
      AdsStream fresh = new AdsStream(opened, node, executor, this::heard, this::lost);
      stream = Optional.of(fresh);
      feeds.all().stream().filter(Feed::isAsked).forEach(fresh::ask);
    } catch (IOException e) {
      lost(e.getMessage());
    }
  }

  private void heard(DiscoveryResponse response) {
    if (!status.connected()) {
      LOG.infof("joined discovery=%s node=%s", address, node.getId());
      status = status.withConnected(true);
      troubleLogged = false;
    }
    backoff.reset();
    ResourceType.of(response.getTypeUrl())
        .ifPresentOrElse(
            type -> accept(feeds.of(type), response),
            () -> LOG.debugf("ignored type=%s", response.getTypeUrl()));
  }

  private void accept(Feed<?> feed, DiscoveryResponse response) {
    List<String> problems = feed.accept(response);
    List<Feed<?>> changed = feeds.resubscribe();
    Optional<AdsStream> heardOn = stream;
    if (problems.isEmpty()) {
      update(() -> acknowledge(feed, heardOn));
    } else {
      refuse(feed, response, problems);
      update(() -> {});
    }
    stream.ifPresent(open -> changed.forEach(open::ask));
  }

  /** Only what is obeyed is acknowledged, so that "live" means what it says (UA-22). */
  private void acknowledge(Feed<?> feed, Optional<AdsStream> heardOn) {
    if (stream.equals(heardOn)) {
      stream.ifPresent(open -> open.ask(feed));
    }
  }

  private void refuse(Feed<?> feed, DiscoveryResponse response, List<String> problems) {
    LOG.warnf("NACK type=%s version=%s error=%s", feed.type(), response.getVersionInfo(), problems);
    status = status.withError(String.join("; ", problems));
    stream.ifPresent(open -> open.refuse(feed, problems));
  }

  private void update(Runnable obeyed) {
    ResourceSet resources = feeds.snapshot();
    Build build = keeper.update(resources, obeyed);
    status = status.withResources(resources.versions(), build.missing());
  }

  private void lost(String reason) {
    stream = Optional.empty();
    channel.ifPresent(ManagedChannel::shutdownNow);
    channel = Optional.empty();
    Duration delay = backoff.next();
    if (status.connected()) {
      LOG.warnf("connection lost discovery=%s reason=\"%s\"", address, reason);
    } else if (!troubleLogged) {
      LOG.infof("waiting for discovery=%s reason=\"%s\"", address, reason);
    }
    troubleLogged = true;
    status = status.withConnected(false).withError(reason);
    if (!closed) {
      retry =
          Optional.of(executor.schedule(this::connect, delay.toMillis(), TimeUnit.MILLISECONDS));
    }
  }
}
