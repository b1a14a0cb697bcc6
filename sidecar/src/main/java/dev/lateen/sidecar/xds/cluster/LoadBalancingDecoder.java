package dev.lateen.sidecar.xds.cluster;

import dev.lateen.sidecar.model.LoadBalancing;
import dev.lateen.sidecar.model.LoadBalancing.Algorithm;
import dev.lateen.sidecar.model.LoadBalancing.SlowStart;
import dev.lateen.sidecar.xds.decode.FieldPath;
import dev.lateen.sidecar.xds.decode.Values;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.SlowStartConfig;
import java.time.Duration;
import java.util.Optional;

/** Decodes how a cluster chooses an endpoint. */
final class LoadBalancingDecoder {
  /** Key of the metadata that Envoy passes over. */
  private static final String METADATA = "dev.lateen.cluster";

  private static final String ALGORITHM = "load_balancing";
  private static final String PEAK_EWMA = "PEAK_EWMA";
  private static final Duration DECAY = Duration.ofSeconds(10);
  private static final long RING_MIN = 1024;
  private static final long RING_MAX = 8L << 20;
  private static final int MAGLEV_SIZE = 65_537;
  private static final int MAGLEV_MAX = 5_000_011;
  private static final double LEAST_PERCENT = 10;

  private LoadBalancingDecoder() {}

  static LoadBalancing decode(Cluster cluster, FieldPath at) {
    Cluster.CommonLbConfig common = cluster.getCommonLbConfig();
    return new LoadBalancing(
        algorithm(cluster, at),
        slowStart(cluster, at),
        common.hasHealthyPanicThreshold()
            ? panicPercent(common.getHealthyPanicThreshold().getValue(), at)
            : LoadBalancing.DEFAULT_PANIC_PERCENT,
        common.hasLocalityWeightedLbConfig());
  }

  private static Algorithm algorithm(Cluster cluster, FieldPath at) {
    return switch (cluster.getLbPolicy()) {
      case ROUND_ROBIN, CLUSTER_PROVIDED -> new Algorithm.RoundRobin();
      case LEAST_REQUEST ->
          prefersPeakEwma(cluster) ? new Algorithm.PeakEwma(DECAY) : new Algorithm.LeastRequest();
      case RANDOM -> new Algorithm.Random();
      case RING_HASH -> ring(cluster.getRingHashLbConfig(), at.at("ring_hash_lb_config"));
      case MAGLEV -> maglev(cluster.getMaglevLbConfig(), at.at("maglev_lb_config"));
      case LOAD_BALANCING_POLICY_CONFIG, UNRECOGNIZED ->
          throw at.at("lb_policy").invalid("unknown value " + cluster.getLbPolicyValue());
    };
  }

  /** Envoy's own field cannot say it; where Envoy stands in, it takes the least requests. */
  private static boolean prefersPeakEwma(Cluster cluster) {
    return cluster
        .getMetadata()
        .getFilterMetadataOrDefault(METADATA, com.google.protobuf.Struct.getDefaultInstance())
        .getFieldsMap()
        .getOrDefault(ALGORITHM, com.google.protobuf.Value.getDefaultInstance())
        .getStringValue()
        .equals(PEAK_EWMA);
  }

  private static Algorithm ring(Cluster.RingHashLbConfig config, FieldPath at) {
    at.unsupported(
        "hash_function", config.getHashFunction() != Cluster.RingHashLbConfig.HashFunction.XX_HASH);
    long min = config.hasMinimumRingSize() ? config.getMinimumRingSize().getValue() : RING_MIN;
    long max = config.hasMaximumRingSize() ? config.getMaximumRingSize().getValue() : RING_MAX;
    if (min < 0 || max < 1 || max > RING_MAX || min > max) {
      throw at.invalid("sizes must be at most " + RING_MAX + ", the minimum not above the maximum");
    }
    return new Algorithm.RingHash(min, max);
  }

  private static Algorithm maglev(Cluster.MaglevLbConfig config, FieldPath at) {
    long size = config.hasTableSize() ? config.getTableSize().getValue() : MAGLEV_SIZE;
    if (size < 2 || size > MAGLEV_MAX || !isPrime(size)) {
      throw at.at("table_size").invalid(size + " is not a prime number up to " + MAGLEV_MAX);
    }
    return new Algorithm.Maglev((int) size);
  }

  private static boolean isPrime(long number) {
    for (long divisor = 2; divisor * divisor <= number; divisor++) {
      if (number % divisor == 0) {
        return false;
      }
    }
    return true;
  }

  private static Optional<SlowStart> slowStart(Cluster cluster, FieldPath at) {
    if (cluster.getRoundRobinLbConfig().hasSlowStartConfig()) {
      return slowStart(
          cluster.getRoundRobinLbConfig().getSlowStartConfig(), at.at("round_robin_lb_config"));
    }
    return cluster.getLeastRequestLbConfig().hasSlowStartConfig()
        ? slowStart(
            cluster.getLeastRequestLbConfig().getSlowStartConfig(),
            at.at("least_request_lb_config"))
        : Optional.empty();
  }

  private static Optional<SlowStart> slowStart(SlowStartConfig config, FieldPath at) {
    FieldPath field = at.at("slow_start_config");
    Duration window = Values.duration(config.getSlowStartWindow(), field.at("slow_start_window"));
    double aggression = config.hasAggression() ? config.getAggression().getDefaultValue() : 1;
    if (aggression <= 0) {
      throw field.at("aggression").invalid(aggression + " is not more than 0");
    }
    double percent =
        config.hasMinWeightPercent() ? config.getMinWeightPercent().getValue() : LEAST_PERCENT;
    return window.isZero()
        ? Optional.empty()
        : Optional.of(new SlowStart(window, percent, aggression));
  }

  private static int panicPercent(double value, FieldPath at) {
    if (!(value >= 0 && value <= 100)) {
      throw at.at("common_lb_config.healthy_panic_threshold").invalid(value + " is not in 0..100");
    }
    return (int) value;
  }
}
