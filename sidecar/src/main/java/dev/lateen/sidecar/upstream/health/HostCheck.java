package dev.lateen.sidecar.upstream.health;

import dev.lateen.sidecar.loop.Deadline;
import dev.lateen.sidecar.loop.Deadlines;
import dev.lateen.sidecar.model.HealthCheck;
import dev.lateen.sidecar.stats.CheckCounters;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Asks one endpoint again and again, on the owning event loop. */
final class HostCheck {
  private static final Logger LOG = Logger.getLogger(HostCheck.class);

  private final HostHealth host;
  private final ClusterHealth health;
  private final Deadlines deadlines;
  private final Supplier<CheckCounters> counters;
  private final Deadline next =
      new Deadline() {
        @Override
        protected void expired() {
          ask();
        }
      };
  private final Deadline patience =
      new Deadline() {
        @Override
        protected void expired() {
          answered(asked, Verdict.SILENT);
        }
      };
  private HealthCheck check;
  private Dialer dialer;
  private Question question;
  private Channel asked;
  private boolean judged;
  private int streak;

  HostCheck(
      HostHealth host,
      ClusterHealth health,
      Deadlines deadlines,
      Supplier<CheckCounters> counters) {
    this.host = host;
    this.health = health;
    this.deadlines = deadlines;
    this.counters = counters;
  }

  /** Goes on with these, at once when it has never asked. */
  void obey(HealthCheck nextCheck, Dialer nextDialer, Question nextQuestion) {
    check = nextCheck;
    dialer = nextDialer;
    question = nextQuestion;
    if (!judged && asked == null) {
      ask();
    }
  }

  void stop() {
    next.disarm();
    patience.disarm();
    Channel channel = asked;
    // Before it closes, so that this is no answer, after which it would ask again.
    asked = null;
    if (channel != null) {
      channel.close();
    }
  }

  private void ask() {
    counters.get().attempts.increment();
    ChannelFuture dialing = dialer.dial(host.address());
    Channel channel = dialing.channel();
    asked = channel;
    deadlines.arm(patience, check.timeout());
    channel.closeFuture().addListener(closed -> answered(channel, Verdict.SILENT));
    dialing.addListener(
        dialed -> {
          if (asked == channel && dialed.isSuccess()) {
            question.ask(channel, verdict -> answered(channel, verdict));
          } else if (asked == channel) {
            answered(channel, Verdict.SILENT);
          }
        });
  }

  private void answered(Channel channel, Verdict verdict) {
    if (asked != channel) {
      return;
    }
    asked = null;
    patience.disarm();
    channel.close();
    count(verdict);
    judge(verdict);
    judged = true;
    deadlines.arm(next, check.interval());
  }

  private void count(Verdict verdict) {
    if (verdict == Verdict.WELL) {
      counters.get().successes.increment();
    } else {
      counters.get().failures.increment();
    }
    if (verdict == Verdict.SILENT) {
      counters.get().networkFailures.increment();
    }
  }

  private void judge(Verdict verdict) {
    boolean well = verdict == Verdict.WELL;
    if (well != host.failsChecks()) {
      streak = 0;
      return;
    }
    streak++;
    int threshold = well ? check.healthyThreshold() : check.unhealthyThreshold();
    if (!judged || verdict == Verdict.OUT || streak >= threshold) {
      streak = 0;
      health.failCheck(host, !well);
      LOG.infof(
          "event=health_changed address=%s healthy=%s answer=%s", host.address(), well, verdict);
    }
  }
}
