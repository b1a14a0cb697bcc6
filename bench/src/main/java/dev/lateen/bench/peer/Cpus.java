package dev.lateen.bench.peer;

import java.util.ArrayList;
import java.util.List;

/**
 * Which processors are whose: the last is the proxies', the others are for load and backend. On a
 * machine with one processor nothing is pinned.
 *
 * @param count processors of the machine
 */
public record Cpus(int count) {
  /** Those of this machine. */
  public static Cpus here() {
    return new Cpus(Runtime.getRuntime().availableProcessors());
  }

  /** A command on the processor of the proxies. */
  public List<String> forProxy(List<String> command) {
    return pinned(Integer.toString(count - 1), command);
  }

  /** A command on the other processors. */
  public List<String> forLoad(List<String> command) {
    return pinned("0-" + (count - 2), command);
  }

  private List<String> pinned(String processors, List<String> command) {
    if (count == 1) {
      return command;
    }
    var all = new ArrayList<>(List.of("taskset", "--cpu-list", processors));
    all.addAll(command);
    return all;
  }
}
