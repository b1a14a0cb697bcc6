package dev.lateen.sidecar.cni.plugin;

import java.util.List;

/** Has the connections of a network namespace captured. */
@FunctionalInterface
interface Capture {
  /**
   * Applies what the options of {@code lateen-sidecar capture} ask for.
   *
   * @param namespace its path
   * @throws CniException when the kernel or its tool refuses
   */
  void apply(String namespace, List<String> options) throws CniException;
}
