package dev.lateen.sidecar.cni.plugin;

import dev.lateen.sidecar.cni.plugin.Attachment.PodName;
import java.util.List;
import java.util.Optional;

/** Knows what injection left in pods. */
@FunctionalInterface
interface Pods {
  /**
   * With which options the pod's connections are captured; empty for one that is not injected.
   *
   * @throws CniException when nobody can say
   */
  Optional<List<String>> capture(PodName pod, NetworkConfig config) throws CniException;
}
