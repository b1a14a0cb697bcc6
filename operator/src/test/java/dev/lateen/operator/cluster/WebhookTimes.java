package dev.lateen.operator.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the API server waited for the webhook that injects, by its own histogram.
 *
 * @param upTo how many calls took so many seconds at most
 */
record WebhookTimes(SortedMap<Double, Long> upTo) {
  private static final Pattern BUCKET =
      Pattern.compile(
          "apiserver_admission_webhook_admission_duration_seconds_bucket"
              + "\\{name=\"namespace\\.injection\\.lateen\\.dev\",[^}]*le=\"(?<le>[^\"]+)\"}"
              + " (?<count>\\d+)");

  static WebhookTimes now(KubernetesClient client) {
    SortedMap<Double, Long> buckets = new TreeMap<>();
    Matcher found = BUCKET.matcher(client.raw("/metrics"));
    while (found.find()) {
      String bound = found.group("le").replace("+Inf", "Infinity");
      buckets.merge(Double.valueOf(bound), Long.valueOf(found.group("count")), Long::sum);
    }
    return new WebhookTimes(buckets);
  }

  long calls() {
    return upTo.isEmpty() ? 0 : upTo.get(upTo.lastKey());
  }

  /**
   * The time in seconds within which a share of the calls was answered, as {@code
   * histogram_quantile} of Prometheus has it: as if those of a bucket were spread evenly.
   */
  double quantile(double share) {
    double rank = share * calls();
    double lower = 0;
    long below = 0;
    for (Map.Entry<Double, Long> bucket : upTo.entrySet()) {
      if (bucket.getValue() >= rank && bucket.getValue() > below) {
        return bucket.getKey().isInfinite()
            ? lower
            : lower + (bucket.getKey() - lower) * (rank - below) / (bucket.getValue() - below);
      }
      lower = bucket.getKey();
      below = bucket.getValue();
    }
    return lower;
  }
}
