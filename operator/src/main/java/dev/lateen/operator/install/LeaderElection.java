package dev.lateen.operator.install;

import dev.lateen.operator.replica.Leadership;
import dev.lateen.operator.replica.Replica;
import dev.lateen.operator.replica.ReplicaSettings;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * The replicas agree by a Lease on who leads. Who cannot renew it any more ends, so that nothing of
 * it can be under way when another leads; the cluster starts it again, as a follower. Who ends for
 * another reason gives the Lease back, so that nobody has to wait for its end.
 */
@Singleton
class LeaderElection {
  private static final Logger LOG = Logger.getLogger(LeaderElection.class);

  /** A leader gives up well before another may take over, and tries a few times until then. */
  private static final int RENEW_NUMERATOR = 2;

  private static final int RENEW_DENOMINATOR = 3;
  private static final int RETRIES = 7;

  private final LeaderLease lease;
  private final ReplicaSettings settings;
  private final Leadership leadership;
  private volatile boolean ending;

  LeaderElection(LeaderLease lease, ReplicaSettings settings, Leadership leadership) {
    this.lease = lease;
    this.settings = settings;
    this.leadership = leadership;
  }

  @Produces
  @Singleton
  LeaderElectionConfiguration configuration() {
    Duration duration = settings.lease();
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LeaderLease.NAME)
        .withLeaseNamespace(lease.namespace())
        .withIdentity(settings.self().holder())
        .withLeaseDuration(duration)
        .withRenewDeadline(duration.multipliedBy(RENEW_NUMERATOR).dividedBy(RENEW_DENOMINATOR))
        .withRetryPeriod(retryPeriod(settings))
        .withLeaderCallbacks(
            new LeaderCallbacks(
                () -> leadership.lead(true),
                this::end,
                holder -> leadership.follow(Replica.read(holder))))
        .withExitOnStopLeading(false)
        .build();
  }

  /** How often one that does not lead looks at the Lease. */
  static Duration retryPeriod(ReplicaSettings settings) {
    return settings.lease().dividedBy(RETRIES);
  }

  void shutdown(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
    ending = true;
  }

  /** Called when the lead is lost, or, at a shutdown, when the reconcilers have ended. */
  private void end() {
    leadership.lead(false);
    if (ending) {
      release();
    } else {
      Quarkus.asyncExit(1);
    }
  }

  /** The operator SDK leaves this to us. */
  private void release() {
    try {
      lease
          .read()
          .filter(held -> settings.self().holder().equals(held.getSpec().getHolderIdentity()))
          .ifPresent(lease::release);
    } catch (KubernetesClientException e) {
      LOG.warnf("event=lease_not_given_back reason=\"%s\"", e.getMessage());
    }
  }
}
