package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/** Where the sidecar of an instance listens. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "!has(self.upstreams) || self.upstreams.all(u, self.upstreams.exists_one(v, v.localPort =="
            + " u.localPort) && (!has(self.outboundPort) || u.localPort != self.outboundPort))",
    message = "upstreams[].localPort must be distinct, also from outboundPort",
    fieldPath = ".upstreams")
public record WorkloadSidecar(
    @Min(1)
        @Max(65535)
        @JsonPropertyDescription(
            "Explicit HTTP proxy of the application, on 127.0.0.1. Absent: none.")
        Integer outboundPort,
    @Size(max = 64)
        @JsonPropertyDescription(
            "Port name to the port where the sidecar takes its calls, on address.")
        Map<String, @Min(1) @Max(65535) Integer> inboundPorts,
    @Size(max = 64)
        @JsonPropertyDescription("TCP services that the application reaches by a local port.")
        List<WorkloadUpstream> upstreams,
    @Default("true")
        @JsonPropertyDescription(
            "Whether it gets an identity of the mesh, so that its callers use mutual TLS. Default"
                + " true.")
        Boolean identity) {

  /** Normalises absent collections to empty ones, and an absent identity to true. */
  public WorkloadSidecar {
    inboundPorts = Values.map(inboundPorts);
    upstreams = Values.list(upstreams);
    identity = Values.orElse(identity, true);
  }
}
