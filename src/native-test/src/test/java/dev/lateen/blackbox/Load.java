package dev.lateen.blackbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Requests at a steady rate over keep-alive connections, none of which is ever repeated. */
final class Load implements AutoCloseable {
  private static final int CONNECTIONS = 10;

  private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
  private final List<Future<List<Sample>>> workers;
  private volatile boolean stopped;

  private Load(int port, int requestsPerSecond) {
    long interval = 1_000_000_000L * CONNECTIONS / requestsPerSecond;
    workers =
        IntStream.range(0, CONNECTIONS)
            .mapToObj(_ -> threads.submit(() -> work(port, interval)))
            .toList();
  }

  static Load start(int port, int requestsPerSecond) {
    return new Load(port, requestsPerSecond);
  }

  /** Ends after the requests under way; what became of each. */
  List<Sample> stop() throws InterruptedException, ExecutionException {
    stopped = true;
    var samples = new ArrayList<Sample>();
    for (var worker : workers) {
      samples.addAll(worker.get());
    }
    return samples;
  }

  private List<Sample> work(int port, long interval) throws IOException {
    var samples = new ArrayList<Sample>();
    try (var connection = Connection.to(port)) {
      for (long next = System.nanoTime(); !stopped; next += interval) {
        LockSupport.parkNanos(next - System.nanoTime());
        var sample = ask(connection);
        samples.add(sample);
        if (sample.lost()) {
          return samples;
        }
      }
    }
    return samples;
  }

  private static Sample ask(Connection connection) {
    long sent = System.nanoTime();
    try {
      var version = connection.get(TestMesh.REVIEWS, Map.of()).version();
      return new Sample(version, sent, System.nanoTime());
    } catch (IOException e) {
      return new Sample("lost: " + e, sent, System.nanoTime());
    }
  }

  @Override
  public void close() {
    stopped = true;
    threads.shutdownNow();
  }

  /** A request: which version answered, and when. */
  record Sample(String version, long sent, long received) {
    boolean lost() {
      return !version.startsWith("v");
    }
  }
}
