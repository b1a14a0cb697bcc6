package dev.lateen.sidecar.plainhttp;

import dev.lateen.sidecar.upstream.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * HTTP/1.1 in plaintext. Every connection carries one request: whoever asks here asks seldom, and
 * so there is no order of answers to keep. The head of a request is answered, a body is not read; a
 * head that takes longer than 10 s to come is not waited for.
 */
public final class PlainHttpServer {
  private PlainHttpServer() {}

  /**
   * Listens until the event loops end, and returns when it does. Not for a thread of an event loop.
   *
   * @param address port 0 for any free one
   * @param answers called on an event loop, so it must not block
   * @return the port
   * @throws IOException when the address cannot be listened on
   */
  public static int listen(
      EventLoopGroup loops,
      InetSocketAddress address,
      Function<Request, CompletionStage<Answer>> answers)
      throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channelFactory(Transport.of(loops.next()).servers())
            .option(ChannelOption.SO_REUSEADDR, true)
            .childHandler(new Connection(answers))
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(bound.cause().getMessage(), bound.cause());
    }
    return ((InetSocketAddress) bound.channel().localAddress()).getPort();
  }

  private static final class Connection extends ChannelInitializer<Channel> {
    private final Function<Request, CompletionStage<Answer>> answers;

    Connection(Function<Request, CompletionStage<Answer>> answers) {
      this.answers = answers;
    }

    @Override
    protected void initChannel(Channel channel) {
      channel.pipeline().addLast(new HttpServerCodec(), new OneRequest(answers));
    }
  }
}
