package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/**
 * Which TCP connections of a pod go through its sidecar (TM-191), and who has the kernel send them
 * there (UA-12). All lists may be empty.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record SidecarCapture(
    @Default("InitContainer")
        @JsonPropertyDescription(
            "Who redirects the connections: InitContainer, a container of each pod with NET_ADMIN,"
                + " or CNI, a plug-in of each node (spec.cni, and the rights in install/cni.yaml),"
                + " so that pods need no such right. Default InitContainer.")
        CaptureMethod method,
    @Size(max = SidecarCapture.MOST)
        @JsonPropertyDescription(
            "Ports of connections of the application that go through it. Default all.")
        List<@Min(1) @Max(65535) Integer> includeOutboundPorts,
    @Size(max = SidecarCapture.MOST)
        @JsonPropertyDescription(
            "Ports of connections of the application that pass it by. Default none.")
        List<@Min(1) @Max(65535) Integer> excludeOutboundPorts,
    @Size(max = SidecarCapture.MOST)
        @JsonPropertyDescription(
            "Ports of the application whose callers go through it. Default all.")
        List<@Min(1) @Max(65535) Integer> includeInboundPorts,
    @Size(max = SidecarCapture.MOST)
        @JsonPropertyDescription("Ports of the application whose callers pass it by. Default none.")
        List<@Min(1) @Max(65535) Integer> excludeInboundPorts,
    @Size(max = SidecarCapture.MOST)
        @JsonPropertyDescription(
            "Subnets to which connections of the application go through it. Default all.")
        List<@Pattern(Formats.SUBNET) @Size(min = 2, max = 64) String> includeOutboundCidrs,
    @Size(max = SidecarCapture.MOST)
        @JsonPropertyDescription(
            "Subnets to which connections of the application pass it by. Default none.")
        List<@Pattern(Formats.SUBNET) @Size(min = 2, max = 64) String> excludeOutboundCidrs) {
  private static final int MOST = 64;

  /** Fills in what is absent and takes copies. */
  public SidecarCapture {
    method = Values.orElse(method, CaptureMethod.INIT_CONTAINER);
    includeOutboundPorts = Values.list(includeOutboundPorts);
    excludeOutboundPorts = Values.list(excludeOutboundPorts);
    includeInboundPorts = Values.list(includeInboundPorts);
    excludeInboundPorts = Values.list(excludeInboundPorts);
    includeOutboundCidrs = Values.list(includeOutboundCidrs);
    excludeOutboundCidrs = Values.list(excludeOutboundCidrs);
  }

  /** All connections go through it. */
  public static SidecarCapture everything() {
    return new SidecarCapture(null, null, null, null, null, null, null);
  }

  /** Who redirects connections. */
  public enum CaptureMethod {
    /** A container of the pod, before all others. */
    @JsonProperty("InitContainer")
    INIT_CONTAINER,
    /** The container runtime of the node, by a plug-in. */
    @JsonProperty("CNI")
    CNI
  }
}
