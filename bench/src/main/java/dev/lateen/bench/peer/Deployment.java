package dev.lateen.bench.peer;

import java.util.List;

/**
 * The proxies of one peer in one scenario.
 *
 * @param entry port on loopback where the load arrives
 * @param hops process id of each hop's program; empty when there is none
 */
public record Deployment(int entry, List<Long> hops) {
  /** Takes a copy. */
  public Deployment {
    hops = List.copyOf(hops);
  }
}
