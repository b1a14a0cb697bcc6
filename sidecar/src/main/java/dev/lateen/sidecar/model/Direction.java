package dev.lateen.sidecar.model;

/** Which way the traffic of a listener goes, seen from the workload. */
public enum Direction {
  /** To the workload. */
  INBOUND,
  /** From the workload, or through a gateway. */
  OUTBOUND
}
