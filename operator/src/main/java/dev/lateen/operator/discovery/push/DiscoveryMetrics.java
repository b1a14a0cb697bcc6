package dev.lateen.operator.discovery.push;

import dev.lateen.operator.discovery.snapshot.ResourceType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What discovery counts (TS-30): {@code lateen_discovery_push_time_seconds} (compiling and sending
 * one model), {@code lateen_discovery_convergence_time_seconds} (from the first event to a proxy
 * that has it), {@code lateen_discovery_proxies_connected}, {@code
 * lateen_discovery_pushes_total{type}} and {@code lateen_discovery_rejects_total{type}}. Safe for
 * any thread.
 */
public final class DiscoveryMetrics {
  private static final String TYPE = "type";

  private final MeterRegistry registry;
  private final Timer pushTime;
  private final Timer convergence;
  private final AtomicInteger connected;

  /** Registers the meters. */
  public DiscoveryMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.pushTime = registry.timer("lateen.discovery.push.time");
    this.convergence = registry.timer("lateen.discovery.convergence.time");
    this.connected = registry.gauge("lateen.discovery.proxies.connected", new AtomicInteger());
    for (ResourceType type : ResourceType.values()) {
      registry.counter("lateen.discovery.pushes", TYPE, type.name());
      registry.counter("lateen.discovery.rejects", TYPE, type.name());
    }
  }

  void connected(int proxies) {
    connected.set(proxies);
  }

  void pushed(ResourceType type) {
    registry.counter("lateen.discovery.pushes", TYPE, type.name()).increment();
  }

  void rejected(ResourceType type) {
    registry.counter("lateen.discovery.rejects", TYPE, type.name()).increment();
  }

  void converged(Duration duration) {
    convergence.record(duration);
  }

  /** Measures one push. */
  void timePush(Runnable push) {
    pushTime.record(push);
  }
}
