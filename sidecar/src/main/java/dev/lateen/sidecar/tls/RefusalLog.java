package dev.lateen.sidecar.tls;

import dev.lateen.sidecar.stats.TlsFailure;
import io.netty.channel.Channel;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Says which peers were refused and why, at most once a second, so that nobody can fill the log;
 * the counters have them all. Used on one event loop.
 */
public final class RefusalLog {
  private static final Logger LOG = Logger.getLogger(RefusalLog.class);
  private static final long INTERVAL = 1_000_000_000;

  private long nextAt = System.nanoTime();
  private long unsaid;

  /**
   * A handshake came to nothing, or there was none where there must be one.
   *
   * @param detail what else is known, for people
   */
  public void refused(Channel channel, TlsFailure reason, String detail) {
    long now = System.nanoTime();
    if (now - nextAt < 0) {
      unsaid++;
      return;
    }
    LOG.infof(
        "event=peer_refused reason=%s local=%s peer=%s unsaid=%d detail=\"%s\"",
        reason.name().toLowerCase(Locale.ROOT),
        channel.localAddress(),
        channel.remoteAddress(),
        unsaid,
        detail);
    nextAt = now + INTERVAL;
    unsaid = 0;
  }
}
