package dev.lateen.operator.discovery.compile;

import com.google.protobuf.Struct;
import com.google.protobuf.UInt64Value;
import com.google.protobuf.Value;
import dev.lateen.crds.v1alpha1.ConsistentHash;
import dev.lateen.crds.v1alpha1.DestinationPolicySpec;
import dev.lateen.crds.v1alpha1.LoadBalancing;
import dev.lateen.crds.v1alpha1.LoadBalancing.Algorithm;
import dev.lateen.crds.v1alpha1.MaglevTable;
import dev.lateen.crds.v1alpha1.RingHash;
import dev.lateen.crds.v1alpha1.SlowStart;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.CommonLbConfig.LocalityWeightedLbConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.SlowStartConfig;
import io.envoyproxy.envoy.config.core.v3.RuntimeDouble;
import io.envoyproxy.envoy.type.v3.Percent;
import java.util.Optional;

/** How a cluster chooses an instance (TM-083 to TM-085, TS-02, TS-07, TS-27). */
final class LoadBalancingCompiler {
  /** Metadata that Envoy passes over: it takes the least requests where ours takes latency too. */
  private static final String METADATA = "dev.lateen.cluster";

  private static final String ALGORITHM = "load_balancing";

  private LoadBalancingCompiler() {}

  static void apply(Cluster.Builder cluster, DestinationPolicySpec policy) {
    LoadBalancing balancing = policy.loadBalancing();
    if (balancing == null) {
      return;
    }
    Optional.ofNullable(balancing.consistentHash())
        .ifPresentOrElse(hash -> hash(cluster, hash), () -> named(cluster, balancing));
    if (LocalityGroups.distributes(policy)) {
      cluster
          .getCommonLbConfigBuilder()
          .setLocalityWeightedLbConfig(LocalityWeightedLbConfig.getDefaultInstance());
    }
  }

  private static void named(Cluster.Builder cluster, LoadBalancing balancing) {
    cluster.setLbPolicy(algorithm(balancing.name()));
    if (balancing.name() == Algorithm.PEAK_EWMA) {
      cluster
          .getMetadataBuilder()
          .putFilterMetadata(
              METADATA,
              Struct.newBuilder()
                  .putFields(
                      ALGORITHM, Value.newBuilder().setStringValue(balancing.name().name()).build())
                  .build());
    }
    Optional.ofNullable(balancing.slowStart()).ifPresent(start -> slowStart(cluster, start));
  }

  /** Where a connection does not tell where it wanted to go, PASSTHROUGH takes turns. */
  private static Cluster.LbPolicy algorithm(Algorithm name) {
    return switch (name) {
      case ROUND_ROBIN, PASSTHROUGH -> Cluster.LbPolicy.ROUND_ROBIN;
      case LEAST_CONN, PEAK_EWMA -> Cluster.LbPolicy.LEAST_REQUEST;
      case RANDOM -> Cluster.LbPolicy.RANDOM;
    };
  }

  private static void slowStart(Cluster.Builder cluster, SlowStart start) {
    var config =
        SlowStartConfig.newBuilder()
            .setSlowStartWindow(Protos.duration(start.window()))
            .setAggression(
                RuntimeDouble.newBuilder()
                    .setDefaultValue(start.aggression())
                    .setRuntimeKey("lateen.slow_start.aggression"))
            .setMinWeightPercent(Percent.newBuilder().setValue(start.minimumPercent()));
    if (cluster.getLbPolicy() == Cluster.LbPolicy.LEAST_REQUEST) {
      cluster.getLeastRequestLbConfigBuilder().setSlowStartConfig(config);
    } else {
      cluster.getRoundRobinLbConfigBuilder().setSlowStartConfig(config);
    }
  }

  private static void hash(Cluster.Builder cluster, ConsistentHash hash) {
    Optional<MaglevTable> maglev = Optional.ofNullable(hash.maglev());
    if (maglev.isPresent()) {
      cluster
          .setLbPolicy(Cluster.LbPolicy.MAGLEV)
          .getMaglevLbConfigBuilder()
          .setTableSize(UInt64Value.of(maglev.get().tableSize()));
      return;
    }
    cluster.setLbPolicy(Cluster.LbPolicy.RING_HASH);
    Optional<RingHash> ring = Optional.ofNullable(hash.ringHash());
    ring.ifPresent(
        sizes ->
            cluster
                .getRingHashLbConfigBuilder()
                .setMinimumRingSize(UInt64Value.of(sizes.minimumRingSize()))
                .setMaximumRingSize(UInt64Value.of(sizes.maximumRingSize())));
  }
}
