package dev.lateen.tour;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a number of requests for the page met.
 *
 * @param stars how often each kind of stars, or a failure such as {@code HTTP 503}, was seen
 * @param latencies how long each request took, sorted
 */
record Sample(Map<String, Integer> stars, List<Duration> latencies) {
  Sample {
    stars = Map.copyOf(stars);
    latencies = latencies.stream().sorted().toList();
  }

  static Sample of(List<Answer> answers) {
    var stars = new TreeMap<String, Integer>();
    answers.forEach(answer -> stars.merge(answer.stars(), 1, Integer::sum));
    return new Sample(stars, answers.stream().map(Answer::latency).toList());
  }

  int count(String kind) {
    return stars.getOrDefault(kind, 0);
  }

  /** The middle one of the latencies; zero when there was no request. */
  Duration median() {
    return latencies.isEmpty() ? Duration.ZERO : latencies.get(latencies.size() / 2);
  }

  /**
   * What one request met.
   *
   * @param stars the kind of stars, or a failure
   * @param latency until the whole page was there
   */
  record Answer(String stars, Duration latency) {}
}
