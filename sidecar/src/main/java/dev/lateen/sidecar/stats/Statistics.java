package dev.lateen.sidecar.stats;

import java.util.Map;

/**
 * What the data path counted since it started.
 *
 * @param listeners by name, of those that had a connection
 * @param clusters by name, of those that were used
 */
public record Statistics(
    Map<String, ListenerStatistics> listeners, Map<String, ClusterStatistics> clusters) {}
