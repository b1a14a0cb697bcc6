package dev.lateen.operator.platform.model;

/**
 * What names an instance: its namespace and the name of its Pod or Workload.
 *
 * @param namespace namespace
 * @param name name of the Pod or Workload
 */
public record InstanceKey(String namespace, String name) {}
