package dev.lateen.sidecar.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes a {@link Forward} of one cluster that differs from the defaults in what a test says. */
public final class ForwardBuilder {
  private final Forward defaults;
  private Duration timeout;
  private Optional<RetryPolicy> retry;
  private PathRewrite path;
  private Optional<String> host;
  private List<Mirror> mirrors;
  private List<HashPolicy> hash;
  private TryHeaders tryHeaders;

  private ForwardBuilder(Forward defaults) {
    this.defaults = defaults;
    this.timeout = defaults.timeout();
    this.retry = defaults.retry();
    this.path = defaults.path();
    this.host = defaults.host();
    this.mirrors = defaults.mirrors();
    this.hash = defaults.hash();
    this.tryHeaders = defaults.tryHeaders();
  }

  public static ForwardBuilder to(String cluster) {
    return new ForwardBuilder(Forward.to(cluster));
  }

  public ForwardBuilder withTimeout(Duration other) {
    timeout = other;
    return this;
  }

  public ForwardBuilder withRetry(RetryPolicy other) {
    retry = Optional.of(other);
    return this;
  }

  public ForwardBuilder withRewrite(PathRewrite otherPath, Optional<String> otherHost) {
    path = otherPath;
    host = otherHost;
    return this;
  }

  public ForwardBuilder withMirrors(List<Mirror> others) {
    mirrors = others;
    return this;
  }

  public ForwardBuilder withHash(List<HashPolicy> others) {
    hash = others;
    return this;
  }

  public ForwardBuilder withTryHeaders(TryHeaders other) {
    tryHeaders = other;
    return this;
  }

  public Forward build() {
    return new Forward(
        defaults.clusters(),
        timeout,
        retry,
        path,
        host,
        mirrors,
        hash,
        defaults.upgrades(),
        tryHeaders,
        defaults.clusterNotFoundStatus());
  }
}
