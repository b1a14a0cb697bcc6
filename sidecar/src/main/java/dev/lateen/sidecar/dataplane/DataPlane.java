package dev.lateen.sidecar.dataplane;

import dev.lateen.sidecar.accesslog.LogWriter;
import dev.lateen.sidecar.accesslog.LoopLogs;
import dev.lateen.sidecar.capture.OriginalDestinations;
import dev.lateen.sidecar.identity.CurrentSvid;
import dev.lateen.sidecar.identity.Svid;
import dev.lateen.sidecar.loop.Deadlines;
import dev.lateen.sidecar.model.ProxyModel;
import dev.lateen.sidecar.stats.CounterRegistry;
import dev.lateen.sidecar.stats.StatisticsFold;
import dev.lateen.sidecar.tls.LoopTls;
import dev.lateen.sidecar.tls.TlsContexts;
import dev.lateen.sidecar.tls.TlsEngine;
import dev.lateen.sidecar.upstream.LoopContext;
import dev.lateen.sidecar.upstream.Resolver;
import dev.lateen.sidecar.upstream.Transport;
import dev.lateen.sidecar.worker.ActiveModel;
import dev.lateen.sidecar.worker.Worker;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Carries the traffic of one proxy as a {@link ProxyModel} says, on the event loops it is given
 * (which stay their owner's). All methods are safe for any thread and do not block; changes are
 * made one after another.
 */
public final class DataPlane implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(DataPlane.class);
  private static final Duration DRAIN_POLL = Duration.ofMillis(20);

  /** How long nobody may have connected before a proxy that drains stops listening. */
  private static final Duration QUIET = Duration.ofMillis(250);

  private final Map<EventLoop, Worker> workers = new IdentityHashMap<>();
  private final LogWriter logs = new LogWriter();
  private final Transport transport;
  private final TlsContexts tls;
  private final Sockets sockets;
  private final ExecutorService changes =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("data-plane").factory());
  private volatile ActiveModel active;
  private volatile boolean draining;

  /**
   * Starts without any listener.
   *
   * @param group its loops carry the traffic; epoll or NIO
   * @param resolver finds the host names of DNS clusters
   * @param destinations finds where captured connections wanted to go
   * @param svid who this workload is; new connections are made with the one in force
   */
  public DataPlane(
      EventLoopGroup group,
      Resolver resolver,
      OriginalDestinations destinations,
      CurrentSvid svid) {
    this(group, resolver, destinations, svid, TlsEngine.best());
  }

  /** Starts with a TLS engine that need not be the best. */
  DataPlane(
      EventLoopGroup group,
      Resolver resolver,
      OriginalDestinations destinations,
      CurrentSvid svid,
      TlsEngine engine) {
    tls = new TlsContexts(engine);
    engine
        .missing()
        .ifPresent(
            why ->
                LOG.warnf(
                    "event=tls_engine_slow engine=%s missing=BoringSSL reason=\"%s\"",
                    engine.name(), why));
    List<LoopContext> loops = new ArrayList<>();
    for (EventExecutor executor : group) {
      loops.add(context(loops.size(), (EventLoop) executor, resolver));
    }
    active = ActiveModel.empty(loops);
    loops.forEach(context -> workers.put(context.loop(), worker(context)));
    transport = Transport.of(group.next());
    sockets = new Sockets(group, transport, workers, destinations);
    svid.onReplace(this::identify);
    svid.get().ifPresent(this::identify);
  }

  private void identify(Svid svid) {
    if (changes.isShutdown()) {
      return;
    }
    change(() -> tls.identity(svid))
        .exceptionally(
            failure -> {
              LOG.errorf(
                  "event=identity_unusable svid=%s reason=\"%s\"", svid, failure.getMessage());
              return null;
            });
  }

  private Worker worker(LoopContext context) {
    return new Worker(context.index(), context, new LoopLogs(logs, context.deadlines()), active);
  }

  private LoopContext context(int index, EventLoop loop, Resolver resolver) {
    return new LoopContext(
        index,
        loop,
        Transport.of(loop),
        new Deadlines(System::nanoTime, new LoopAlarm(loop)),
        new SplittableRandom(),
        new CounterRegistry(),
        resolver,
        new LoopTls(tls, InstantSource.system()));
  }

  /**
   * Obeys a model: binds the listeners that are new, then swaps the model on every loop, then
   * closes the listeners that are gone. Requests under way finish on the old model; connections of
   * a listener that is gone end after their request.
   *
   * @return done when every loop obeys; fails with {@link BindFailedException}, and then everything
   *     is as before
   */
  public CompletionStage<Void> apply(ProxyModel model) {
    return change(
        () -> {
          if (tls.trust(model.trust())) {
            onEveryLoop(worker -> worker.context().tls().peers().closeRevoked(tls.revocations()))
                .join();
          }
          tls.prepare(model);
          Sockets.Change change = sockets.prepare(model.listeners());
          ActiveModel next = active.next(model);
          onEveryLoop(worker -> worker.activate(next)).join();
          active = next;
          change.commit();
          tls.retain(model);
          LOG.debugf(
              "event=model_applied version=%s listeners=%d clusters=%d",
              model.version(), model.listeners().size(), model.clusters().size());
        });
  }

  /** What it is doing now. */
  public DataPlaneState state() {
    return new DataPlaneState(
        active.model(),
        sockets.addresses(),
        transport.name(),
        tls.engine(),
        workers.size(),
        draining,
        StatisticsFold.fold(
            workers.values().stream().map(worker -> worker.context().counters()).toList()),
        active.clusters().health(),
        logs.dropped(),
        tls.certificates());
  }

  /**
   * Ends well: tells every client by its next response, and serves those that still connect until
   * nobody has for a moment or half the time is over (UA-06); then accepts nothing more, lets what
   * is under way finish, and closes what is left.
   *
   * @param atMost how long it may take
   * @return done when no connection is left
   */
  public CompletionStage<Void> drain(Duration atMost) {
    draining = true;
    return change(
        () -> {
          long start = System.nanoTime();
          onEveryLoop(Worker::drain).join();
          awaitQuiet(start + atMost.dividedBy(2).toNanos());
          sockets.close();
          while (total(Worker::connections) > 0 && System.nanoTime() - start < atMost.toNanos()) {
            TimeUnit.NANOSECONDS.sleep(DRAIN_POLL.toNanos());
          }
          onEveryLoop(Worker::close).join();
          logs.flush();
        });
  }

  /** Closes everything now and waits for it. */
  @Override
  public void close() {
    drain(Duration.ZERO).toCompletableFuture().join();
    changes.shutdown();
    logs.close();
  }

  private void awaitQuiet(long end) throws InterruptedException {
    int admitted = total(Worker::admitted);
    long since = System.nanoTime();
    for (long now = since;
        now - end < 0 && now - since < QUIET.toNanos();
        now = System.nanoTime()) {
      TimeUnit.NANOSECONDS.sleep(DRAIN_POLL.toNanos());
      int counted = total(Worker::admitted);
      if (counted != admitted) {
        admitted = counted;
        since = System.nanoTime();
      }
    }
  }

  private int total(Function<Worker, Integer> figure) {
    List<CompletableFuture<Integer>> figures =
        workers.values().stream().map(worker -> ask(worker, figure)).toList();
    return figures.stream().mapToInt(CompletableFuture::join).sum();
  }

  private CompletableFuture<Void> onEveryLoop(Consumer<Worker> task) {
    return CompletableFuture.allOf(
        workers.values().stream()
            .map(
                worker ->
                    ask(
                        worker,
                        asked -> {
                          task.accept(asked);
                          return true;
                        }))
            .toArray(CompletableFuture<?>[]::new));
  }

  private static <R> CompletableFuture<R> ask(Worker worker, Function<Worker, R> question) {
    return CompletableFuture.supplyAsync(() -> question.apply(worker), worker.context().loop());
  }

  private CompletionStage<Void> change(Change change) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    changes.execute(
        () -> {
          try {
            change.make();
            done.complete(null);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            done.completeExceptionally(e);
          } catch (BindFailedException | RuntimeException e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }

  @FunctionalInterface
  private interface Change {
    void make() throws BindFailedException, InterruptedException;
  }

  private static final class LoopAlarm implements Deadlines.Alarm {
    private final EventLoop loop;
    private Future<?> pending;

    LoopAlarm(EventLoop loop) {
      this.loop = loop;
    }

    @Override
    public void set(long delayNanos, Runnable task) {
      if (pending != null) {
        pending.cancel(false);
      }
      pending = loop.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
    }
  }
}
