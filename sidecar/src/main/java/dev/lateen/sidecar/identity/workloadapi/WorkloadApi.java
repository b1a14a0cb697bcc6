package dev.lateen.sidecar.identity.workloadapi;

import dev.lateen.sidecar.config.WorkloadApiConfig;
import dev.lateen.sidecar.identity.CurrentSvid;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.upstream.Transport;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Gives applications the identity of their workload over a Unix socket. Whoever may connect to the
 * socket gets it, key and all: the application is the workload (docs/security.md). Safe for all
 * threads.
 */
public final class WorkloadApi implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(WorkloadApi.class);
  private static final int LARGEST_REQUEST = 64 << 10;
  private static final int MOST_CALLS = 20;
  private static final long IDLE_MINUTES = 5;

  private final WorkloadApiConfig config;
  private final Tokens tokens;
  private final WorkloadApiService service;
  private final Server server;
  private final AtomicBoolean ownsSocket = new AtomicBoolean();

  /**
   * One that does not listen yet.
   *
   * @param svid who this workload is
   * @param signer has tokens signed
   * @param loops shared with the data path; not closed
   */
  public WorkloadApi(
      WorkloadApiConfig config, CurrentSvid svid, TokenSource signer, EventLoopGroup loops) {
    this.config = config;
    this.tokens = new Tokens(signer, InstantSource.system());
    this.service = new WorkloadApiService(tokens, InstantSource.system());
    Transport transport = Transport.of(loops.next());
    this.server =
        NettyServerBuilder.forAddress(transport.localAddress(config.socket()))
            .channelFactory(transport.localServers())
            .bossEventLoopGroup(loops)
            .workerEventLoopGroup(loops)
            .directExecutor()
            .maxInboundMessageSize(LARGEST_REQUEST)
            .maxConcurrentCallsPerConnection(MOST_CALLS)
            .maxConnectionIdle(IDLE_MINUTES, TimeUnit.MINUTES)
            .intercept(new SecurityHeader())
            .addService(service)
            .build();
    svid.onReplace(service::use);
    svid.get().ifPresent(service::use);
  }

  /** Tells applications whom a model trusts. */
  public void follow(ProxyModel model) {
    model.trust().ifPresent(service::use);
  }

  /**
   * Begins to listen.
   *
   * @throws UncheckedIOException when it cannot
   */
  public void start() {
    try {
      SocketFile.clear(config.socket());
      server.start();
      ownsSocket.set(true);
      Files.setPosixFilePermissions(config.socket(), config.permissions());
    } catch (IOException e) {
      server.shutdownNow();
      throw new UncheckedIOException(
          "LATEEN_WORKLOAD_API=%s: it cannot be listened on (%s); name a socket in a folder that is there and is this process's to write"
              .formatted(config.socket(), e.getMessage()),
          e);
    }
    LOG.infof("event=workload_api_listens socket=%s", config.socket());
  }

  /** Ends all streams and removes the socket, where it is the one that was listened on. */
  @Override
  public void close() {
    server.shutdownNow();
    tokens.close();
    if (ownsSocket.getAndSet(false)) {
      removeSocket();
    }
  }

  /** At once: the server's loop does so too, but the process may end before. */
  private void removeSocket() {
    try {
      Files.deleteIfExists(config.socket());
    } catch (IOException e) {
      LOG.warnf(
          "event=workload_api_socket_left socket=%s reason=\"%s\"",
          config.socket(), e.getMessage());
    }
  }
}
