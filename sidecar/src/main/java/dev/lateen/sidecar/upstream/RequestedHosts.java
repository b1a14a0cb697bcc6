package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.model.Discovery;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;

/**
 * The host is the one that the request names (UA-04). Names are resolved when first asked for, and
 * again in the background when the answer is old; of too many the one that was not asked for the
 * longest is forgotten.
 */
final class RequestedHosts implements HostSource {
  private static final Logger LOG = Logger.getLogger(RequestedHosts.class);
  private static final int PRUNE_EVERY = 256;

  private final Discovery.Requested requested;
  private final ClusterRuntime cluster;
  private final LoopContext context;
  private final Map<String, Name> names = new LinkedHashMap<>(16, 0.75f, true);
  private int picks;
  private boolean closed;

  RequestedHosts(Discovery.Requested requested, ClusterRuntime cluster, LoopContext context) {
    this.requested = requested;
    this.cluster = cluster;
    this.context = context;
  }

  /** What is known of one host name. */
  private final class Name {
    private final String host;
    private final List<Runnable> waiting = new ArrayList<>(1);
    private Optional<InetAddress> address = Optional.empty();
    private boolean resolving;
    private long resolvedAt;

    Name(String host) {
      this.host = host;
    }

    boolean isKnown() {
      boolean old =
          address.isEmpty() || System.nanoTime() - resolvedAt > requested.refresh().toNanos();
      if (old && !resolving) {
        resolving = true;
        CompletionStage<List<InetAddress>> answer = context.resolver().resolve(host);
        answer.whenComplete((found, failure) -> context.loop().execute(() -> take(found)));
      }
      return address.isPresent();
    }

    private void take(List<InetAddress> found) {
      resolving = false;
      if (found == null) {
        LOG.warnf("event=resolve_failed cluster=%s host=%s", cluster.cluster().name(), host);
      } else {
        address = Optional.of(found.getFirst());
        resolvedAt = System.nanoTime();
      }
      answer();
    }

    private void answer() {
      List<Runnable> served = List.copyOf(waiting);
      waiting.clear();
      served.forEach(Runnable::run);
    }
  }

  @Override
  public boolean isKnown(Origin origin) {
    return closed || asked(origin).map(asked -> name(asked.name()).isKnown()).orElse(true);
  }

  private static Optional<RequestedHost> asked(Origin origin) {
    return origin.authority().flatMap(RequestedHost::of);
  }

  private Name name(String host) {
    Name name = names.computeIfAbsent(host, Name::new);
    if (names.size() > requested.maxHosts()) {
      names.remove(names.keySet().iterator().next()).answer();
    }
    return name;
  }

  @Override
  public void whenKnown(Origin origin, Runnable task) {
    asked(origin).ifPresentOrElse(asked -> name(asked.name()).waiting.add(task), task);
  }

  @Override
  public Optional<UpstreamHost> pick(Origin origin, long hash) {
    if (++picks % PRUNE_EVERY == 0) {
      cluster.hosts().prune();
    }
    return asked(origin).flatMap(this::address).map(cluster.hosts()::at);
  }

  private Optional<InetSocketAddress> address(RequestedHost asked) {
    return Optional.ofNullable(names.get(asked.name()))
        .flatMap(name -> name.address)
        .map(address -> new InetSocketAddress(address, asked.port()));
  }

  @Override
  public void close() {
    closed = true;
    List.copyOf(names.values()).forEach(Name::answer);
  }
}
