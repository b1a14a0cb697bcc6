package dev.lateen.bench.load;

import dev.lateen.bench.scenario.Load;
import dev.lateen.bench.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import javax.net.ssl.SSLContext;

/**
 * Makes a connection with mutual TLS for each request. No tool does that with sessions that outlive
 * their connection: {@code openssl s_time} counts for a time and waits for no answer, {@code
 * h2load} keeps its connections.
 */
public final class Handshaker implements LoadGenerator {
  private static final double MOSTLY = 0.9;

  private final SSLContext tls;

  /** Of the workload in whose name it calls. */
  public Handshaker(ClientIdentity identity) {
    this.tls = identity.context();
  }

  @Override
  public LoadResult run(Scenario scenario, int entry, int requests) {
    boolean resumed = scenario.load() instanceof Load.Handshakes handshakes && handshakes.resumed();
    int callers = Math.min(scenario.load().connections(), requests);
    long start = System.nanoTime();
    List<HandshakeCaller.Outcome> outcomes = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(callers)) {
      List<Future<HandshakeCaller.Outcome>> running = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        int share = requests / callers + (i < requests % callers ? 1 : 0);
        var caller = new HandshakeCaller("caller-" + i, tls, resumed, entry, scenario.path());
        running.add(threads.submit(() -> caller.call(share)));
      }
      for (var caller : running) {
        outcomes.add(caller.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while connections were made", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("connections cannot be made: " + e.getCause(), e);
    }
    return result(
        outcomes, resumed, (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1));
  }

  private static LoadResult result(
      List<HandshakeCaller.Outcome> outcomes, boolean resumed, double seconds) {
    long failed = outcomes.stream().mapToLong(HandshakeCaller.Outcome::failed).sum();
    long[] micros =
        outcomes.stream().flatMapToLong(outcome -> LongStream.of(outcome.micros())).toArray();
    long reused = outcomes.stream().mapToLong(HandshakeCaller.Outcome::resumed).sum();
    boolean enough = micros.length < 100 || reused >= MOSTLY * micros.length;
    if (resumed ? !enough : reused > 0) {
      throw new IllegalStateException(
          "%d of %d sessions were resumed".formatted(reused, micros.length));
    }
    return new LoadResult(micros.length, failed, seconds, new Latencies(micros));
  }
}
