package dev.lateen.sidecar.upstream.health;

import io.netty.channel.Channel;
import java.util.function.Consumer;

/** Asks on a connection whether the endpoint is well. */
@FunctionalInterface
public interface Question {
  /**
   * Asks.
   *
   * @param answer called once at most; never when the connection ends before an answer
   */
  void ask(Channel channel, Consumer<Verdict> answer);
}
