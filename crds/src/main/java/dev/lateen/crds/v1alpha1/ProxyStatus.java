package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.Map;

/** How one proxy stands. Absent texts are {@code null}. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProxyStatus(
    @Required @JsonPropertyDescription("Name of its workload or pod.") String name,
    @Required @JsonPropertyDescription("Namespace of its workload or pod.") String namespace,
    @JsonPropertyDescription("sidecar, ingress or egress.") String type,
    @JsonPropertyDescription("Whether it is connected to the control plane.") boolean connected,
    @JsonPropertyDescription("Whether it acknowledged everything it was sent.") boolean synced,
    @JsonPropertyDescription("Version it says it is. Absent: never connected.") String version,
    @JsonPropertyDescription("Node id of its stream. Absent: never connected.") String nodeId,
    @JsonPropertyDescription(
            "Resource type (SDS, CDS, EDS, LDS, RDS) to the version it acknowledged.")
        Map<String, String> acknowledged,
    @JsonPropertyDescription("What it refused last, and why. Absent: nothing.") String lastError,
    @JsonPropertyDescription("When it last became synced, as in RFC 3339. Absent: never.")
        String lastSyncTime) {

  /** Normalises absent versions to an empty map. */
  public ProxyStatus {
    acknowledged = Values.map(acknowledged);
  }
}
