package dev.lateen.sidecar.upstream.balance;

import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * By weight, evenly: the earliest deadline comes first and moves by the inverse of its candidate's
 * weight, which may change from one choice to the next. As Envoy's scheduler; a choice costs O(log
 * n).
 */
final class WeightedTurns implements Chooser {
  private static final double LEAST = 1e-9;

  private final Candidate[] candidates;
  private final ToDoubleFunction<? super Candidate> weight;
  private final double[] deadlines;
  private final int[] heap;

  /**
   * Of these candidates.
   *
   * @param weight more than 0; read each time a candidate was chosen
   */
  WeightedTurns(
      Candidate[] candidates, ToDoubleFunction<? super Candidate> weight, RandomGenerator random) {
    this.candidates = candidates;
    this.weight = weight;
    this.deadlines = new double[candidates.length];
    this.heap = new int[candidates.length];
    for (int i = 0; i < candidates.length; i++) {
      deadlines[i] = step(i) * random.nextDouble();
      heap[i] = i;
    }
    for (int i = candidates.length / 2 - 1; i >= 0; i--) {
      siftDown(i);
    }
  }

  @Override
  public int choose(long hash) {
    int chosen = heap[0];
    deadlines[chosen] += step(chosen);
    siftDown(0);
    return chosen;
  }

  private double step(int index) {
    return 1 / Math.max(LEAST, weight.applyAsDouble(candidates[index]));
  }

  private void siftDown(int from) {
    int moved = heap[from];
    int hole = from;
    for (int child = 2 * hole + 1; child < heap.length; child = 2 * hole + 1) {
      if (child + 1 < heap.length && isBefore(heap[child + 1], heap[child])) {
        child++;
      }
      if (!isBefore(heap[child], moved)) {
        break;
      }
      heap[hole] = heap[child];
      hole = child;
    }
    heap[hole] = moved;
  }

  private boolean isBefore(int one, int other) {
    return deadlines[one] < deadlines[other] || (deadlines[one] == deadlines[other] && one < other);
  }
}
