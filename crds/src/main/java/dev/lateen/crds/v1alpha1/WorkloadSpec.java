package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** Where an instance is and what it offers. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value =
        "!has(self.sidecar) || !has(self.sidecar.inboundPorts)"
            + " || self.sidecar.inboundPorts.all(name, has(self.ports) && name in self.ports)",
    message = "sidecar.inboundPorts: every name must also be in ports",
    fieldPath = ".sidecar.inboundPorts")
@ValidationRule(
    value =
        "!has(self.sidecar) || !has(self.sidecar.inboundPorts) || !has(self.ports)"
            + " || self.sidecar.inboundPorts.all(name, !(name in self.ports)"
            + " || self.ports[name] != self.sidecar.inboundPorts[name])",
    message = "sidecar.inboundPorts: the sidecar cannot listen on the port of the application",
    fieldPath = ".sidecar.inboundPorts")
public record WorkloadSpec(
    @Required
        @Pattern(Formats.IPV4_ADDRESS)
        @Size(max = 15)
        @JsonPropertyDescription("IPv4 address of the instance.")
        String address,
    @Size(max = 64)
        @JsonPropertyDescription("Labels, matched by the selectors of Services and by rules.")
        Map<String, @Pattern(Formats.LABEL_VALUE) @Size(max = 63) String> labels,
    @Default("default")
        @Pattern(Formats.DNS_NAME)
        @Size(min = 1, max = 253)
        @JsonPropertyDescription("Service account the instance runs as. Default default.")
        String serviceAccount,
    @JsonPropertyDescription("Where the instance is. Absent: unknown.") Locality locality,
    @Default("1")
        @Min(1)
        @Max(128)
        @JsonPropertyDescription("Share of the load among its peers, 1 to 128. Default 1.")
        Integer weight,
    @Size(max = 64) @JsonPropertyDescription("Port name to the port where the application listens.")
        Map<String, @Min(1) @Max(65535) Integer> ports,
    @JsonPropertyDescription("Its sidecar. Absent: none, and callers go straight to ports.")
        WorkloadSidecar sidecar) {

  /** Fills in what is absent and has a default. */
  public WorkloadSpec {
    labels = Values.map(labels);
    serviceAccount = Values.orElse(serviceAccount, "default");
    weight = Values.orElse(weight, 1);
    ports = Values.map(ports);
  }
}
