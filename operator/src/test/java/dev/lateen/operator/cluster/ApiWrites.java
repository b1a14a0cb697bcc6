package dev.lateen.operator.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Counts what was written through the API server, by its own metrics: also writes that changed
 * nothing count, which resource versions would not show. Looks at the kinds the operator writes.
 */
record ApiWrites(Map<String, Long> counts) {
  private static final Pattern REQUESTS =
      Pattern.compile("apiserver_request_total\\{(?<labels>[^}]*)\\} (?<count>\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
  private static final Set<String> READING = Set.of("GET", "LIST", "WATCH", "CONNECT");
  private static final Set<String> KINDS =
      Set.of(
          "configmaps",
          "secrets",
          "services",
          "serviceaccounts",
          "roles",
          "rolebindings",
          "deployments",
          "daemonsets",
          "horizontalpodautoscalers",
          "poddisruptionbudgets",
          "validatingwebhookconfigurations",
          "mutatingwebhookconfigurations",
          "ingressclasses",
          "customresourcedefinitions");

  static ApiWrites now(KubernetesClient client) {
    Matcher lines = REQUESTS.matcher(client.raw("/metrics"));
    Map<String, Long> counts = new TreeMap<>();
    while (lines.find()) {
      Map<String, String> labels =
          LABEL
              .matcher(lines.group("labels"))
              .results()
              .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2)));
      if (counts(labels)) {
        counts.merge(
            labels.get("verb") + " " + labels.get("resource") + "/" + labels.get("subresource"),
            (long) Double.parseDouble(lines.group("count")),
            Long::sum);
      }
    }
    return new ApiWrites(counts);
  }

  /** What was written since an earlier count, by verb and resource. */
  Map<String, Long> since(ApiWrites earlier) {
    return counts.keySet().stream()
        .filter(key -> counts.get(key) > earlier.counts.getOrDefault(key, 0L))
        .collect(
            Collectors.toMap(
                Function.identity(),
                key -> counts.get(key) - earlier.counts.getOrDefault(key, 0L)));
  }

  /** The status of a Deployment is the business of others. */
  private static boolean counts(Map<String, String> labels) {
    boolean ours = labels.get("group").equals("lateen.dev");
    boolean installed =
        KINDS.contains(labels.get("resource")) && labels.get("subresource").isEmpty();
    return (ours || installed) && !READING.contains(labels.get("verb"));
  }
}
