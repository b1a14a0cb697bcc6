package dev.lateen.sidecar.xds;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.lateen.sidecar.config.Kernel;
import dev.lateen.sidecar.config.SidecarConfig;
import io.envoyproxy.envoy.config.core.v3.Node;

/** Who this proxy is, as it says to discovery. */
final class NodeMessage {
  private NodeMessage() {}

  static Node of(SidecarConfig config, String version, boolean workloadApi) {
    return Node.newBuilder()
        .setId(config.nodeId())
        .setCluster(config.nodeName() + "." + config.nodeNamespace())
        .setUserAgentName("lateen")
        .setUserAgentVersion(version)
        .setMetadata(metadata(config, version, workloadApi))
        .build();
  }

  private static Struct metadata(SidecarConfig config, String version, boolean workloadApi) {
    var metadata =
        Struct.newBuilder()
            .putFields("NAMESPACE", text(config.nodeNamespace()))
            .putFields("NAME", text(config.nodeName()))
            .putFields("CAPTURE", text(config.capture().name()))
            .putFields("AUTHORITIES", text(config.authorities()))
            .putFields("VERSION", text(version));
    if (Kernel.hasIpv6()) {
      metadata.putFields("IPV6", text("true"));
    }
    if (config.hasIdentity()) {
      metadata.putFields("IDENTITY", text("SVID"));
    }
    if (workloadApi) {
      metadata.putFields("WORKLOAD_API", text("SPIFFE"));
    }
    return metadata.build();
  }

  private static Value text(String value) {
    return Value.newBuilder().setStringValue(value).build();
  }
}
