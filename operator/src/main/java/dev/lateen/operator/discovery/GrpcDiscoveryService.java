package dev.lateen.operator.discovery;

import dev.lateen.operator.discovery.push.AdsService;
import dev.lateen.operator.discovery.push.DiscoveryMetrics;
import dev.lateen.operator.discovery.push.PushLoop;
import dev.lateen.operator.rules.MeshModel;
import dev.lateen.operator.rules.RuleRevision;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Streams to every proxy what the mesh model says of it (xDS v3 over ADS). Its own server speaks
 * plaintext and takes everybody for who they say they are: it is for proxies without an identity,
 * and for loopback; proxies with one ask the server that also issues certificates, by {@link
 * #streams}. Nothing is sent before the first model. Every method may be called from any thread;
 * listeners run on the thread of the push loop and must not block.
 */
@Startup
@Singleton
public class GrpcDiscoveryService implements DiscoveryService {
  private static final Logger LOG = Logger.getLogger(GrpcDiscoveryService.class);
  private static final int KEEPALIVE_SECONDS = 30;
  private static final int STOP_SECONDS = 5;

  private final String host;
  private final int configuredPort;
  private final ScheduledExecutorService executor;
  private final PushLoop loop;
  private final Server server;

  /**
   * A service that is not listening yet.
   *
   * @param host address to listen on
   * @param port port to listen on; 0 for any free one
   * @param meters where it counts
   */
  @Inject
  public GrpcDiscoveryService(
      @ConfigProperty(name = "lateen.discovery.host", defaultValue = "127.0.0.1") String host,
      @ConfigProperty(name = "lateen.discovery.port", defaultValue = "15010") int port,
      MeterRegistry meters) {
    this.host = host;
    this.configuredPort = port;
    this.executor =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().name("discovery").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    this.loop = new PushLoop(executor, InstantSource.system(), new DiscoveryMetrics(meters));
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(host, port))
            .addService(streams())
            .directExecutor()
            .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveTime(1, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .build();
  }

  /**
   * Starts to listen.
   *
   * @throws UncheckedIOException if the port is taken
   */
  @PostConstruct
  public void start() {
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "lateen.discovery.port is %d on %s: it cannot be listened on; choose a free one"
              .formatted(configuredPort, host),
          e);
    }
    LOG.infof("discovery listens address=%s port=%d", host, port());
  }

  /** Stops to listen and ends all streams; proxies keep what they have. */
  @PreDestroy
  public void stop() {
    server.shutdownNow();
    try {
      server.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    executor.shutdownNow();
  }

  /** The port it listens on. */
  public int port() {
    return server.getPort();
  }

  /**
   * The first model is pushed at once; later ones when none came for 100 ms, or 10 s after the
   * first of a burst. A proxy is sent what changed for it.
   */
  @Override
  public void publish(MeshModel model) {
    loop.publish(model);
  }

  @Override
  public List<ProxyState> proxies() {
    return loop.proxies();
  }

  @Override
  public Set<RuleRevision> rules() {
    return loop.rules();
  }

  /** The listener runs on the thread of the push loop. */
  @Override
  public void onChange(Runnable listener) {
    loop.onChange(listener);
  }

  @Override
  public ServerServiceDefinition streams() {
    return new AdsService(loop).bindService();
  }

  @Override
  public boolean listening() {
    return !server.isShutdown() && server.getPort() >= 0;
  }
}
