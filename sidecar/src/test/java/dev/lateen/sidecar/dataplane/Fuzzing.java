package dev.lateen.sidecar.dataplane;

import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * Many rounds of a client that sends what comes to its mind, for seconds, or for {@code
 * -Dlateen.fuzz.minutes}. A failure names its seed, which {@code -Dlateen.fuzz.seed} repeats alone.
 */
final class Fuzzing {
  private static final Duration TIME =
      Optional.ofNullable(Integer.getInteger("lateen.fuzz.minutes"))
          .map(Duration::ofMinutes)
          .orElse(Duration.ofSeconds(5));
  private static final int AT_ONCE = 16;
  private static final int ROUNDS_PER_CHECK = 64;

  private final InetSocketAddress target;
  private final Sender sender;

  /** Sends one connection's bytes. */
  @FunctionalInterface
  interface Sender {
    void send(Random random, OutputStream out) throws IOException;
  }

  /** Whether all others are served as ever. */
  @FunctionalInterface
  interface Check {
    void run() throws Exception;
  }

  Fuzzing(InetSocketAddress target, Sender sender) {
    this.target = target;
    this.sender = sender;
  }

  void run(Check check) throws Exception {
    Long only = Long.getLong("lateen.fuzz.seed");
    if (only != null) {
      round(only);
      return;
    }
    Random seeds = new Random();
    long end = System.nanoTime() + TIME.toNanos();
    Semaphore places = new Semaphore(AT_ONCE);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      while (System.nanoTime() < end) {
        List<Future<Void>> rounds =
            Stream.generate(seeds::nextLong)
                .limit(ROUNDS_PER_CHECK)
                .map(seed -> clients.submit(limited(places, seed)))
                .toList();
        for (Future<Void> round : rounds) {
          round.get();
        }
        check.run();
      }
    }
  }

  private Callable<Void> limited(Semaphore places, long seed) {
    return () -> {
      places.acquire();
      try {
        round(seed);
      } finally {
        places.release();
      }
      return null;
    };
  }

  /** The proxy ends every connection, by itself if need be. */
  private void round(long seed) throws IOException {
    Random random = new Random(seed);
    try (Socket client = new Socket()) {
      client.setTcpNoDelay(true);
      client.setSoTimeout(20_000);
      client.connect(target, 20_000);
      try {
        sender.send(random, client.getOutputStream());
        if (random.nextBoolean()) {
          client.shutdownOutput();
        }
        client.getInputStream().readAllBytes();
      } catch (SocketTimeoutException hangs) {
        throw new AssertionError("a connection hangs: -Dlateen.fuzz.seed=" + seed, hangs);
      } catch (IOException reset) {
        // the proxy did not want to hear more
      }
    }
  }

  /** Buffers that are not given back. */
  static long allocations() {
    var metric = PooledByteBufAllocator.DEFAULT.metric();
    return Stream.concat(metric.directArenas().stream(), metric.heapArenas().stream())
        .mapToLong(PoolArenaMetric::numActiveAllocations)
        .sum();
  }
}
