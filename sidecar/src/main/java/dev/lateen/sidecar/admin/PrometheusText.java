package dev.lateen.sidecar.admin;

import dev.lateen.sidecar.dataplane.DataPlaneState;
import dev.lateen.sidecar.stats.ClusterStatistics;
import dev.lateen.sidecar.stats.ListenerStatistics;
import dev.lateen.sidecar.stats.Statistics;
import dev.lateen.sidecar.stats.TlsStatistics;
import dev.lateen.sidecar.tls.MeshCertificates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The counters of the data path in the Prometheus text format 0.0.4. */
final class PrometheusText {
  private final StringBuilder text = new StringBuilder();
  private final Map<String, ListenerStatistics> listeners;
  private final Map<String, ClusterStatistics> clusters;

  private final MeshCertificates certificates;

  private PrometheusText(Statistics statistics, MeshCertificates certificates) {
    this.certificates = certificates;
    this.listeners = new TreeMap<>(statistics.listeners());
    this.clusters = new TreeMap<>(statistics.clusters());
  }

  static String of(DataPlaneState state, Instant now) {
    String name = "lateen_access_log_lines_dropped_total";
    return new PrometheusText(state.statistics(), state.certificates()).write(now)
        + "# TYPE "
        + name
        + " counter\n"
        + name
        + ' '
        + state.logLinesDropped()
        + '\n';
  }

  private String write(Instant now) {
    listener("connections_total", "counter", ListenerStatistics::connections);
    listener("connections_active", "gauge", ListenerStatistics::connectionsActive);
    listener("requests_total", "counter", ListenerStatistics::requests);
    listener("requests_active", "gauge", ListenerStatistics::requestsActive);
    listener("requests_invalid_total", "counter", ListenerStatistics::requestsInvalid);
    listener("requests_unrouted_total", "counter", ListenerStatistics::requestsUnrouted);
    listener("received_bytes_total", "counter", ListenerStatistics::bytesReceived);
    listener("sent_bytes_total", "counter", ListenerStatistics::bytesSent);
    tls("listener", listeners, ListenerStatistics::tls);
    responses("listener", listeners, ListenerStatistics::responses);
    cluster("connections_total", "counter", ClusterStatistics::connections);
    cluster("connections_active", "gauge", ClusterStatistics::connectionsActive);
    cluster("connect_failures_total", "counter", ClusterStatistics::connectFailures);
    cluster("requests_total", "counter", ClusterStatistics::requests);
    cluster("requests_active", "gauge", ClusterStatistics::requestsActive);
    cluster("retries_total", "counter", ClusterStatistics::retries);
    cluster("timeouts_total", "counter", ClusterStatistics::timeouts);
    cluster("unavailable_total", "counter", ClusterStatistics::unavailable);
    cluster("resets_total", "counter", ClusterStatistics::resets);
    cluster("sent_bytes_total", "counter", ClusterStatistics::bytesSent);
    cluster("received_bytes_total", "counter", ClusterStatistics::bytesReceived);
    tls("cluster", clusters, ClusterStatistics::tls);
    responses("cluster", clusters, ClusterStatistics::responses);
    asEnvoy("upstream_cx_overflow", "counter", c -> c.limits().connectionOverflows());
    asEnvoy("upstream_rq_pending_total", "counter", c -> c.limits().pending());
    asEnvoy("upstream_rq_pending_active", "gauge", c -> c.limits().pendingActive());
    asEnvoy("upstream_rq_pending_overflow", "counter", c -> c.limits().pendingOverflows());
    asEnvoy("upstream_rq_retry_overflow", "counter", c -> c.limits().retryOverflows());
    asEnvoy("outlier_detection_ejections_active", "gauge", c -> c.outliers().ejected());
    asEnvoy("outlier_detection_ejections_enforced_total", "counter", c -> c.outliers().ejections());
    asEnvoy(
        "outlier_detection_ejections_overflow", "counter", c -> c.outliers().ejectionsOverflowed());
    asEnvoy("health_check_attempt", "counter", c -> c.checks().attempts());
    asEnvoy("health_check_success", "counter", c -> c.checks().successes());
    asEnvoy("health_check_failure", "counter", c -> c.checks().failures());
    asEnvoy("health_check_network_failure", "counter", c -> c.checks().networkFailures());
    expiry(now);
    return text.toString();
  }

  /** Seconds until a certificate runs out; negative when it has. */
  private void expiry(Instant now) {
    String metric = "lateen_certificate_expiry_seconds";
    type(metric, "gauge");
    certificates
        .certificates()
        .forEach(
            entry ->
                sample(
                    metric,
                    "certificate=\"%s\",subject=\"%s\",serial=\"%s\""
                        .formatted(
                            entry.kind(), escape(entry.subject()), entry.serial().toString(16)),
                    Duration.between(now, entry.notAfter()).toSeconds()));
  }

  private void listener(String name, String type, ToLongFunction<ListenerStatistics> value) {
    family("listener", name, type, listeners, value);
  }

  private void cluster(String name, String type, ToLongFunction<ClusterStatistics> value) {
    family("cluster", name, type, clusters, value);
  }

  /** What dashboards for Envoy look for. */
  private void asEnvoy(String name, String type, ToLongFunction<ClusterStatistics> value) {
    String metric = "envoy_cluster_" + name;
    type(metric, type);
    clusters.forEach(
        (cluster, statistics) ->
            sample(
                metric,
                "envoy_cluster_name=\"" + escape(cluster) + "\"",
                value.applyAsLong(statistics)));
  }

  private <S> void family(
      String subject, String name, String type, Map<String, S> all, ToLongFunction<S> value) {
    String metric = "lateen_" + subject + "_" + name;
    type(metric, type);
    all.forEach(
        (key, statistics) ->
            sample(metric, subject + "=\"" + escape(key) + "\"", value.applyAsLong(statistics)));
  }

  private <S> void responses(String subject, Map<String, S> all, Function<S, List<Long>> classes) {
    String metric = "lateen_" + subject + "_responses_total";
    type(metric, "counter");
    all.forEach(
        (key, statistics) -> {
          List<Long> counts = classes.apply(statistics);
          for (int i = 0; i < counts.size(); i++) {
            String labels = subject + "=\"" + escape(key) + "\",class=\"" + (i + 1) + "xx\"";
            sample(metric, labels, counts.get(i));
          }
        });
  }

  private <S> void tls(String subject, Map<String, S> all, Function<S, TlsStatistics> tls) {
    family(subject, "tls_handshakes_total", "counter", all, s -> tls.apply(s).handshakes());
    String metric = "lateen_" + subject + "_tls_failures_total";
    type(metric, "counter");
    all.forEach(
        (key, statistics) ->
            tls.apply(statistics)
                .failures()
                .forEach(
                    (reason, count) -> {
                      String label = reason.name().toLowerCase(Locale.ROOT);
                      String labels = subject + "=\"" + escape(key) + "\",reason=\"" + label + "\"";
                      sample(metric, labels, count);
                    }));
  }

  private void type(String metric, String type) {
    text.append("# TYPE ").append(metric).append(' ').append(type).append('\n');
  }

  private void sample(String metric, String labels, long value) {
    text.append(metric).append('{').append(labels).append("} ").append(value).append('\n');
  }

  private static String escape(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
