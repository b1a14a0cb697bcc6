package dev.lateen.sidecar.config;

/** How the traffic of the workload reaches the sidecar. */
public enum Capture {
  /** The application uses the sidecar as its HTTP proxy, callers use its inbound ports (TM-167). */
  EXPLICIT,
  /** Connections are redirected to the sidecar, which asks the kernel where they wanted to go. */
  ORIGINAL_DESTINATION
}
