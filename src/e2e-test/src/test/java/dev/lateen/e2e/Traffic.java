package dev.lateen.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

/**
 * Requests at a steady rate from sidecar to sidecar, and from outside of the mesh by its gateway.
 *
 * @param inside has a sidecar
 * @param service whom it calls
 * @param outside has none
 * @param page what it calls of the gateway
 */
record Traffic(Workload inside, String service, Workload outside, String page) {
  private static final int CAPTURED = 200;
  private static final int BY_GATEWAY = 50;
  private static final Duration WARM = Duration.ofSeconds(20);
  private static final Duration QUIET = Duration.ofSeconds(10);

  /**
   * Goes on until the code of all who take part is compiled and the answers are right. A machine
   * that cannot carry this much says nothing about the mesh, and the test is SKIPPED.
   */
  void warmUp() {
    goOn(WARM);
    assumeThat(goOn(QUIET))
        .as("SKIPPED: this machine does not carry the load where nothing happens")
        .allMatch(report -> report.contains(" held back 0"));
  }

  private List<String> goOn(Duration time) {
    start();
    await()
        .during(time)
        .atMost(InstalledMesh.PATIENCE)
        .until(() -> outside.calls(page).startsWith("200 "));
    return stop();
  }

  /** Goes on while something happens, and says what was lost. */
  void losesNothing(String what, Runnable event) {
    start();
    List<String> reports;
    try {
      event.run();
    } finally {
      reports = stop();
      System.out.println(what + ": " + String.join("; by the gateway ", reports));
    }
    assertThat(reports).as(what).allMatch(report -> report.contains(" lost 0,"));
  }

  private void start() {
    inside.load(service, CAPTURED);
    outside.load(page, BY_GATEWAY);
  }

  private List<String> stop() {
    return List.of(inside.stopLoad(), outside.stopLoad());
  }
}
