package dev.lateen.sidecar.upstream;

import dev.lateen.sidecar.model.Endpoint;
import dev.lateen.sidecar.model.LoadBalancing;
import dev.lateen.sidecar.model.LoadBalancing.Algorithm;
import dev.lateen.sidecar.model.Locality;
import dev.lateen.sidecar.upstream.balance.Candidate;
import dev.lateen.sidecar.upstream.balance.PeakEwma;
import dev.lateen.sidecar.upstream.health.HostHealth;
import java.time.Duration;

/** An endpoint of a cluster on one event loop: its connections, and how it does. */
public final class UpstreamHost implements Candidate {
  private static final Duration LATENCY_DECAY = Duration.ofSeconds(10);

  private static final int OK = 200;

  private final SharedCluster shared;
  private final HostHealth health;
  private final HostPool pool;
  private final String key;
  private PeakEwma latency = new PeakEwma(LATENCY_DECAY);
  private boolean observed;
  private Endpoint endpoint;

  UpstreamHost(Endpoint endpoint, HostHealth health, HostPool pool, SharedCluster shared) {
    this.endpoint = endpoint;
    this.health = health;
    this.pool = pool;
    this.shared = shared;
    this.key = key(endpoint);
  }

  private static String key(Endpoint endpoint) {
    boolean v6 = endpoint.address().indexOf(':') >= 0;
    return (v6 ? "[" + endpoint.address() + "]" : endpoint.address()) + ":" + endpoint.port();
  }

  /** What discovery says of it now; its latency is observed where a choice looks at it. */
  void describe(Endpoint next, LoadBalancing policy) {
    endpoint = next;
    if (!observed && policy.algorithm() instanceof Algorithm.PeakEwma peakEwma) {
      latency = new PeakEwma(peakEwma.decay());
    }
    observed = policy.algorithm() instanceof Algorithm.PeakEwma;
  }

  HostPool pool() {
    return pool;
  }

  HostHealth health() {
    return health;
  }

  /** It answered a request with this status, that long after it was asked. */
  public void answered(int status, long nanos, long now) {
    observe(nanos, now);
    shared.outliers().answered(health, status);
  }

  /** It took a connection of bytes. */
  void connected() {
    shared.outliers().answered(health, OK);
  }

  /** It did not answer a request. */
  public void failed(UpstreamFailure failure) {
    switch (failure) {
      case CONNECT, RESET, PROTOCOL -> shared.outliers().failed(health, false);
      case NO_ENDPOINT, OVERFLOW, REFUSED -> {
        // not its fault
      }
    }
  }

  /** It did not answer a request in time. */
  public void timedOut(long nanos, long now) {
    observe(nanos, now);
    shared.outliers().failed(health, true);
  }

  private void observe(long nanos, long now) {
    if (observed) {
      latency.observe(nanos, now);
    }
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public int weight() {
    return endpoint.weight();
  }

  @Override
  public Locality locality() {
    return endpoint.locality();
  }

  @Override
  public boolean isHealthy() {
    return endpoint.healthy() && health.isWell();
  }

  @Override
  public int active() {
    return pool.active();
  }

  @Override
  public PeakEwma latency() {
    return latency;
  }

  @Override
  public long joinedAt() {
    return health.joinedAt();
  }
}
