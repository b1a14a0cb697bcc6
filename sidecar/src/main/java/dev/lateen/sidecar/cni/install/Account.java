package dev.lateen.sidecar.cni.install;

import dev.lateen.sidecar.cni.api.Kubeconfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The account that a pod runs as.
 *
 * @param server where the API server is
 * @param folder with its token, which the kubelet renews, and the API server's authorities
 */
record Account(URI server, Path folder) {
  /** Where the kubelet puts it. */
  static final Path FOLDER = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  /** With the token as it is now. */
  Kubeconfig kubeconfig() throws IOException {
    return new Kubeconfig(
        server,
        Files.readString(folder.resolve("ca.crt")),
        Files.readString(folder.resolve("token")).strip());
  }
}
