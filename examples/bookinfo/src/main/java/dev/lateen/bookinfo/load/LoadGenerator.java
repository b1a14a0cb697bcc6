package dev.lateen.bookinfo.load;

import dev.lateen.bookinfo.service.Stars;
import dev.lateen.bookinfo.web.Reply;
import dev.lateen.bookinfo.web.ServiceClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends requests at an even pace, whether or not earlier ones were answered (an open loop), so that
 * slow answers do not thin the load.
 */
public final class LoadGenerator {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final ServiceClient client;

  public LoadGenerator(ServiceClient client) {
    this.client = client;
  }

  /** Runs the plan to its end, waits for the last answer and returns the report. */
  public String run(LoadPlan plan) {
    LoadReport report = new LoadReport();
    long gap = Duration.ofSeconds(1).toNanos() / plan.perSecond();
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long i = 0; i < (long) plan.perSecond() * plan.seconds(); i++) {
        waitUntil(start + i * gap);
        threads.execute(() -> request(plan, report));
      }
    }
    return report.text();
  }

  private static void waitUntil(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private void request(LoadPlan plan, LoadReport report) {
    Reply reply = client.get(plan.url(), Map.of(), TIMEOUT);
    switch (reply) {
      case Reply.Answered answered ->
          report.count(
              Integer.toString(answered.status()),
              answered.headers().firstValue(Stars.HEADER).orElse("unknown"),
              answered.millis());
      case Reply.TimedOut late -> report.count("timeout", "unknown", late.millis());
      case Reply.Failed failed -> report.count("failed", "unknown", failed.millis());
    }
  }
}
