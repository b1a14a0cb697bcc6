package dev.lateen.blackbox.mesh;

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

/**
 * Requests at a steady rate over keep-alive connections. None is ever repeated; a connection is
 * replaced only after an answer that said it was the last.
 */
public final class Load implements AutoCloseable {
  private static final int CONNECTIONS = 10;

  private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
  private final List<Future<List<Sample>>> workers;
  private volatile boolean stopped;

  private Load(int port, String target, int requestsPerSecond) {
    long interval = 1_000_000_000L * CONNECTIONS / requestsPerSecond;
    workers =
        IntStream.range(0, CONNECTIONS)
            .mapToObj(_ -> threads.submit(() -> work(port, target, interval)))
            .toList();
  }

  /** Asks reviews through a sidecar at a port. */
  public static Load start(int port, int requestsPerSecond) {
    return start(port, TestMesh.REVIEWS, requestsPerSecond);
  }

  /** Asks for a target through a sidecar at a port. */
  public static Load start(int port, String target, int requestsPerSecond) {
    return new Load(port, target, requestsPerSecond);
  }

  /** Ends after the requests under way; what became of each. */
  public List<Sample> stop() throws InterruptedException, ExecutionException {
    stopped = true;
    var samples = new ArrayList<Sample>();
    for (var worker : workers) {
      samples.addAll(worker.get());
    }
    return samples;
  }

  private List<Sample> work(int port, String target, long interval) throws IOException {
    var samples = new ArrayList<Sample>();
    var connection = Connection.to(port);
    long sent = System.nanoTime();
    try {
      for (long next = System.nanoTime(); !stopped; next += interval) {
        LockSupport.parkNanos(next - System.nanoTime());
        sent = System.nanoTime();
        var answer = connection.get(target, Map.of());
        samples.add(new Sample(answer.version(), sent, System.nanoTime()));
        if (answer.last()) {
          connection.close();
          connection = Connection.to(port);
        }
      }
    } catch (IOException e) {
      samples.add(new Sample("lost: " + e, sent, System.nanoTime()));
    } finally {
      connection.close();
    }
    return samples;
  }

  @Override
  public void close() {
    stopped = true;
    threads.shutdownNow();
  }

  /** A request: which version answered, and when. */
  public record Sample(String version, long sent, long received) {
    /** Whether no version answered it. */
    public boolean lost() {
      return !version.startsWith("v");
    }
  }
}
