package dev.lateen.sidecar.upstream.balance;

import java.util.List;
import java.util.random.RandomGenerator;

/** Chooses a locality by weight, evenly, then an endpoint of it. */
final class LocalityChooser implements Chooser {
  private final LocalityChoice[] localities;
  private final double[] credits;
  private final double total;

  LocalityChooser(List<LocalityChoice> parts, RandomGenerator random) {
    localities = parts.toArray(LocalityChoice[]::new);
    credits = new double[localities.length];
    total = parts.stream().mapToDouble(LocalityChoice::weight).sum();
    for (int i = 0; i < localities.length; i++) {
      credits[i] = random.nextDouble() * localities[i].weight();
    }
  }

  @Override
  public int choose(long hash) {
    LocalityChoice chosen = localities[next()];
    return chosen.first() + chosen.chooser().choose(hash);
  }

  /** Smooth weighted round robin; localities are few. */
  private int next() {
    int best = 0;
    for (int i = 0; i < localities.length; i++) {
      credits[i] += localities[i].weight();
      if (credits[i] > credits[best]) {
        best = i;
      }
    }
    credits[best] -= total;
    return best;
  }
}
