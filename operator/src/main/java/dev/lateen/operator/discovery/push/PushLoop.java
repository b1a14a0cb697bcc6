package dev.lateen.operator.discovery.push;

import dev.lateen.operator.discovery.ProxyState;
import dev.lateen.operator.discovery.compile.MeshIndex;
import dev.lateen.operator.discovery.compile.PeerHandover;
import dev.lateen.operator.discovery.compile.ProxyIdentity;
import dev.lateen.operator.discovery.compile.SnapshotCompiler;
import dev.lateen.operator.discovery.snapshot.VersionedSnapshot;
import dev.lateen.operator.rules.MeshModel;
import dev.lateen.operator.rules.RuleRevision;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Brings every proxy to what the latest model says of it. One thread runs it all: models are
 * compiled and requests answered there, never on the caller's thread, so no state is shared. {@link
 * #publish}, {@link #proxies} and {@link #onChange} may be called from any thread; listeners run on
 * the loop and must not block.
 */
public final class PushLoop {
  private static final Logger LOG = Logger.getLogger(PushLoop.class);
  private static final Duration QUIET = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** How long one step of a change of mutual TLS waits for proxies that do not follow. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Comparator<ProxyState> BY_INSTANCE =
      Comparator.<ProxyState, String>comparing(state -> state.instance().namespace())
          .thenComparing(state -> state.instance().name())
          .thenComparing(ProxyState::nodeId);

  private final ScheduledExecutorService loop;
  private final InstantSource clock;
  private final DiscoveryMetrics metrics;
  private final Debouncer debouncer;
  private final Map<String, Proxy> proxies = new LinkedHashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private Optional<MeshModel> latest = Optional.empty();
  private Optional<Instant> changedAt = Optional.empty();
  private Optional<MeshIndex> mesh = Optional.empty();
  private Optional<PeerHandover> peers = Optional.empty();
  private volatile List<ProxyState> states = List.of();
  private volatile Set<RuleRevision> rules = Set.of();

  /**
   * A loop that knows no model and no proxy yet.
   *
   * @param loop a single thread; the caller ends it
   * @param clock now
   * @param metrics what is counted
   */
  public PushLoop(ScheduledExecutorService loop, InstantSource clock, DiscoveryMetrics metrics) {
    this.loop = loop;
    this.clock = clock;
    this.metrics = metrics;
    this.debouncer = new Debouncer(QUIET, LONGEST, clock, this::after, this::push);
  }

  /** Makes a model the one every proxy is to follow; bursts are followed once. */
  public void publish(MeshModel model) {
    run(
        () -> {
          if (latest.filter(model::equals).isPresent()) {
            return;
          }
          latest = Optional.of(model);
          changedAt = changedAt.or(() -> Optional.of(clock.instant()));
          debouncer.event();
        });
  }

  /** What is known of every proxy that is connected, or was and still has its instance. */
  public List<ProxyState> proxies() {
    return states;
  }

  /** The rules of the model that {@link #proxies} are told by. */
  public Set<RuleRevision> rules() {
    return rules;
  }

  /** Calls the listener after every change of {@link #proxies} or {@link #rules}. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Opens a stream for a client; its events may come from any thread. */
  StreamEvents open(Wire wire, StreamAccess access) {
    return new StreamEvents(this, wire, access);
  }

  /** Runs something on the loop; a failure is logged and ends nothing. */
  void run(Runnable task) {
    loop.execute(() -> guarded(task));
  }

  /** The proxy a stream is of, and what it is to become. On the loop. */
  Proxy connect(ProxyIdentity identity, Node node) {
    Proxy known = proxies.get(identity.nodeId());
    if (known != null && known.identity().equals(identity)) {
      return known;
    }
    var proxy = new Proxy(identity, NodeParser.clientVersion(node), clock, metrics);
    proxies.put(identity.nodeId(), proxy);
    return proxy;
  }

  /** Sends what can be sent to a proxy. On the loop. */
  void advance(Proxy proxy) {
    if (!proxy.hasTarget()) {
      mesh.ifPresent(index -> aim(proxy, index, clock.instant()));
    }
    proxy.advance();
    changed();
  }

  /** Says that something about the proxies changed. On the loop. */
  void changed() {
    List<ProxyState> now = proxies.values().stream().map(Proxy::state).sorted(BY_INSTANCE).toList();
    metrics.connected((int) now.stream().filter(ProxyState::connected).count());
    if (!now.equals(states)) {
      states = now;
      listeners.forEach(this::guarded);
    }
    if (now.stream().allMatch(state -> state.synced() || !state.connected())) {
      peers.filter(PeerHandover::isUnderWay).ifPresent(step -> run(() -> follow(step)));
    }
  }

  private void push() {
    MeshModel model = latest.orElseThrow();
    push(peers.map(before -> before.towards(model)).orElseGet(() -> PeerHandover.done(model)));
  }

  /** Every proxy has followed a step, or has had its time: the next one, if it is still to come. */
  private void follow(PeerHandover step) {
    if (peers.filter(current -> current == step).isPresent()) {
      push(step.next());
    }
  }

  private void push(PeerHandover step) {
    if (step.isUnderWay() && peers.filter(current -> current == step).isEmpty()) {
      after(PATIENCE, () -> follow(step));
    }
    peers = Optional.of(step);
    Instant since = changedAt.orElseGet(clock::instant);
    changedAt = Optional.empty();
    metrics.timePush(
        () -> {
          MeshIndex index = MeshIndex.of(latest.orElseThrow(), step);
          mesh = Optional.of(index);
          forget(index);
          for (Proxy proxy : new ArrayList<>(proxies.values())) {
            guarded(
                () -> {
                  aim(proxy, index, since);
                  proxy.advance();
                });
          }
          changed();
          told(latest.orElseThrow().rules().revisions());
        });
  }

  /** After the proxies, so that whoever knows a rule finds what it is to them. */
  private void told(Set<RuleRevision> now) {
    if (!now.equals(rules)) {
      rules = now;
      listeners.forEach(this::guarded);
    }
  }

  /** Proxies that are gone, with their instances. */
  private void forget(MeshIndex index) {
    proxies
        .values()
        .removeIf(proxy -> !proxy.connected() && !index.knows(proxy.identity().instance()));
  }

  /**
   * A proxy whose instance is not known gets nothing at all to begin with, and keeps what it has
   * where it has something: an instance may be known late, and is gone before its connections are.
   */
  private static void aim(Proxy proxy, MeshIndex index, Instant since) {
    boolean known = index.knows(proxy.identity().instance());
    if (known || !proxy.claims() && !proxy.hasTarget()) {
      var snapshot = SnapshotCompiler.compile(index, proxy.identity());
      proxy.aim(VersionedSnapshot.of(snapshot), since);
    }
  }

  private void after(Duration delay, Runnable task) {
    loop.schedule(() -> guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("discovery step failed, the proxies concerned keep what they have", e);
    }
  }
}
