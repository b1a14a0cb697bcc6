package dev.lateen.bench.load;

import dev.lateen.bench.scenario.Scenario;

/** Sends requests. */
@FunctionalInterface
public interface LoadGenerator {

  /**
   * Sends requests and waits for the last response.
   *
   * @param entry port on loopback
   * @param requests how many, all connections together
   * @throws IllegalStateException when it does not run
   */
  LoadResult run(Scenario scenario, int entry, int requests);
}
