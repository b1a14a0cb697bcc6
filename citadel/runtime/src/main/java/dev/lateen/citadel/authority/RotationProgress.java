package dev.lateen.citadel.authority;

/**
 * What is seen of the workloads while a root is changed.
 *
 * @param nextTrustedByAll every proxy has confirmed a bundle that holds the next root
 * @param previousUnused no workload shows a certificate below the previous root any more
 */
public record RotationProgress(boolean nextTrustedByAll, boolean previousUnused) {}
