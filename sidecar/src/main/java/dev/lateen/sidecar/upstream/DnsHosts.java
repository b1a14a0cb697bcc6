package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.model.Discovery;
import dev.lateen.sidecar.model.Endpoint;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Hosts that the model names by host name. Resolved when first asked, and again in the background
 * when the answer is older than the refresh interval; the old answer serves meanwhile, and stays
 * when resolving fails.
 */
final class DnsHosts implements HostSource {
  private static final Logger LOG = Logger.getLogger(DnsHosts.class);

  private final Discovery.Dns dns;
  private final ClusterRuntime cluster;
  private final LoopContext context;
  private final List<Runnable> waiting = new ArrayList<>();
  private Optional<GivenHosts> resolved = Optional.empty();
  private long resolvedAt;
  private boolean resolving;
  private boolean closed;

  DnsHosts(Discovery.Dns dns, ClusterRuntime cluster, LoopContext context) {
    this.dns = dns;
    this.cluster = cluster;
    this.context = context;
  }

  @Override
  public boolean isKnown(Origin origin) {
    if (!resolving && isStale()) {
      resolve();
    }
    return resolved.isPresent();
  }

  private boolean isStale() {
    return resolved.isEmpty() || System.nanoTime() - resolvedAt > dns.refresh().toNanos();
  }

  @Override
  public void whenKnown(Origin origin, Runnable task) {
    waiting.add(task);
  }

  @Override
  public Optional<UpstreamHost> pick(Origin origin, long hash) {
    return resolved.flatMap(hosts -> hosts.pick(origin, hash));
  }

  @Override
  public void close() {
    closed = true;
    answer();
  }

  private void resolve() {
    resolving = true;
    List<CompletableFuture<List<Endpoint>>> answers =
        dns.names().stream().map(this::resolve).toList();
    CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
        .whenComplete((done, failure) -> context.loop().execute(() -> take(answers)));
  }

  private CompletableFuture<List<Endpoint>> resolve(Endpoint name) {
    return context
        .resolver()
        .resolve(name.address())
        .toCompletableFuture()
        .thenApply(addresses -> addresses.stream().map(address -> at(name, address)).toList());
  }

  private static Endpoint at(Endpoint name, InetAddress address) {
    return new Endpoint(
        address.getHostAddress(),
        name.port(),
        name.weight(),
        name.locality(),
        name.healthy(),
        name.labels());
  }

  private void take(List<CompletableFuture<List<Endpoint>>> answers) {
    resolving = false;
    if (closed) {
      return;
    }
    List<Endpoint> endpoints = new ArrayList<>();
    for (CompletableFuture<List<Endpoint>> answer : answers) {
      if (!answer.isCompletedExceptionally()) {
        endpoints.addAll(answer.join());
      }
    }
    if (endpoints.isEmpty()) {
      LOG.warnf("event=resolve_failed cluster=%s", cluster.cluster().name());
    } else {
      resolved = Optional.of(new GivenHosts(endpoints, cluster));
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
