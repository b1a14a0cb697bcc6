package dev.lateen.sidecar.probe;

import dev.lateen.sidecar.config.ProbeTarget;
import dev.lateen.sidecar.model.HealthCheck.Probe;
import dev.lateen.sidecar.upstream.Transport;
import dev.lateen.sidecar.upstream.health.GrpcQuestion;
import dev.lateen.sidecar.upstream.health.Verdict;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Asks the application, on loopback, what a kubelet would have asked it. A stage that fails says
 * what is wrong. Certificates are not verified, as a kubelet does not either. Each question has a
 * connection of its own.
 */
final class ApplicationProbe {
  private static final String LOOPBACK = "127.0.0.1";

  private final EventLoopGroup loops;
  private final String address;

  /**
   * With the address that requests name as their host.
   *
   * @param address of the pod
   */
  ApplicationProbe(EventLoopGroup loops, String address) {
    this.loops = loops;
    this.address = address;
  }

  CompletionStage<Void> ask(ProbeTarget target) {
    EventLoop loop = loops.next();
    long millis = target.timeout().toMillis();
    CompletableFuture<Void> verdict = new CompletableFuture<>();
    var timer =
        loop.schedule(
            () -> fail(verdict, "no answer within " + millis + " ms"),
            millis,
            TimeUnit.MILLISECONDS);
    ChannelFuture connecting = connect(loop, target.action().port(), millis);
    connecting.addListener(
        connected -> {
          if (connected.isSuccess()) {
            ask(connecting.channel(), target.action(), verdict);
          } else {
            verdict.completeExceptionally(connected.cause());
          }
        });
    return verdict.whenComplete(
        (_, _) -> {
          timer.cancel(false);
          connecting.channel().close();
        });
  }

  private static ChannelFuture connect(EventLoop loop, int port, long millis) {
    return new Bootstrap()
        .group(loop)
        .channelFactory(Transport.of(loop).sockets())
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(millis, Integer.MAX_VALUE))
        .handler(new ChannelInboundHandlerAdapter())
        .connect(LOOPBACK, port);
  }

  private void ask(Channel channel, ProbeTarget.Action action, CompletableFuture<Void> verdict) {
    channel.closeFuture().addListener(_ -> fail(verdict, "the application closed the connection"));
    switch (action) {
      case ProbeTarget.Http http -> new HttpQuestion(http, address).ask(channel, verdict);
      case ProbeTarget.Tcp _ -> verdict.complete(null);
      case ProbeTarget.Grpc grpc ->
          new GrpcQuestion(
                  new Probe.Grpc(grpc.service(), Optional.empty()), address + ":" + grpc.port())
              .ask(channel, answer -> judge(answer, verdict));
    }
  }

  private static void judge(Verdict answer, CompletableFuture<Void> verdict) {
    if (answer == Verdict.WELL) {
      verdict.complete(null);
    } else {
      fail(verdict, "the application is not serving");
    }
  }

  private static void fail(CompletableFuture<Void> verdict, String why) {
    verdict.completeExceptionally(new IllApplicationException(why));
  }
}
