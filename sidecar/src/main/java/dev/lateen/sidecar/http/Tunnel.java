package dev.lateen.sidecar.http;

import dev.lateen.sidecar.stats.ClusterCounters;
import dev.lateen.sidecar.stats.ListenerCounters;
import dev.lateen.sidecar.tcp.BytePipe;
import dev.lateen.sidecar.tcp.PipeEnd;
import dev.lateen.sidecar.upstream.UpstreamStream;
import java.time.Duration;
import java.util.List;

/**
 * What remains of an exchange when both sides switched to another protocol (TM-164): bytes both
 * ways.
 */
final class Tunnel {
  private static final Duration IDLE_TIMEOUT = Duration.ofHours(1);

  private Tunnel() {}

  static void open(Exchange exchange, UpstreamStream stream, ClusterCounters cluster) {
    ClientStream client = exchange.client();
    PipeEnd near = new PipeEnd();
    PipeEnd far = new PipeEnd();
    client.detach(near);
    stream.detach(far);
    ListenerCounters listener = client.counters();
    new BytePipe(exchange.worker().context().deadlines(), IDLE_TIMEOUT)
        .join(
            near,
            far,
            List.of(listener.bytesReceived, cluster.bytesSent),
            List.of(listener.bytesSent, cluster.bytesReceived));
  }
}
