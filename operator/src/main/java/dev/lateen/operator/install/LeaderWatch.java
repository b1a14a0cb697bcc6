package dev.lateen.operator.install;

import dev.lateen.operator.replica.Leadership;
import dev.lateen.operator.replica.Replica;
import dev.lateen.operator.replica.ReplicaSettings;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sees who leads, for an operator that never does: one of a revision beside the main one. It looks
 * as often as one that waits to lead, on a thread of its own.
 */
@Singleton
class LeaderWatch {
  private static final Logger LOG = Logger.getLogger(LeaderWatch.class);

  private final LeaderLease lease;
  private final ReplicaSettings settings;
  private final Leadership leadership;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("leader-watch").daemon().factory());

  LeaderWatch(LeaderLease lease, ReplicaSettings settings, Leadership leadership) {
    this.lease = lease;
    this.settings = settings;
    this.leadership = leadership;
  }

  void start() {
    long period = LeaderElection.retryPeriod(settings).toMillis();
    executor.scheduleWithFixedDelay(this::look, 0, period, TimeUnit.MILLISECONDS);
  }

  void stop() {
    executor.shutdownNow();
  }

  private void look() {
    try {
      Optional<Replica> leader =
          lease
              .read()
              .flatMap(held -> Optional.ofNullable(held.getSpec().getHolderIdentity()))
              .flatMap(Replica::read);
      if (!leader.equals(leadership.other())) {
        leadership.follow(leader);
      }
    } catch (KubernetesClientException e) {
      LOG.warnf("event=leader_not_seen reason=\"%s\"", e.getMessage());
    }
  }
}
