package dev.lateen.sidecar.upstream.balance;

import dev.lateen.sidecar.model.Locality;
import java.time.Duration;

/** A candidate whose every answer a test decides. */
final class Fake implements Candidate {
  final String key;
  final PeakEwma latency = new PeakEwma(Duration.ofSeconds(10));
  int weight = 1;
  int active;
  boolean healthy = true;
  long joinedAt;
  Locality locality = Locality.NONE;

  Fake(String key) {
    this.key = key;
  }

  Fake weight(int other) {
    weight = other;
    return this;
  }

  Fake at(Locality other) {
    locality = other;
    return this;
  }

  Fake priority(int priority) {
    return at(new Locality("", "", "", priority, 1));
  }

  Fake unhealthy() {
    healthy = false;
    return this;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public int weight() {
    return weight;
  }

  @Override
  public Locality locality() {
    return locality;
  }

  @Override
  public boolean isHealthy() {
    return healthy;
  }

  @Override
  public int active() {
    return active;
  }

  @Override
  public PeakEwma latency() {
    return latency;
  }

  @Override
  public long joinedAt() {
    return joinedAt;
  }

  @Override
  public String toString() {
    return key;
  }
}
