package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/**
 * A reference to a service: by its short name, or by its full name in {@code service} (TM-015).
 * {@link dev.lateen.crds.Hostnames} turns it into a full name.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "has(self.name) != has(self.service)",
    message = "exactly one of name and service must be set")
@ValidationRule(
    value = "!has(self.service) || (!has(self.namespace) && !has(self.domain))",
    message = "namespace and domain only go with name, not with service")
public record IstioService(
    @Pattern(Formats.DNS_LABEL)
        @Size(min = 1, max = 63)
        @JsonPropertyDescription("Short name of the service. Excludes service.")
        String name,
    @Pattern(Formats.DNS_LABEL)
        @Size(min = 1, max = 63)
        @JsonPropertyDescription("Namespace of the service. Absent: that of the rule.")
        String namespace,
    @Pattern(Formats.DNS_NAME)
        @Size(min = 1, max = 255)
        @JsonPropertyDescription("Domain of the service. Absent: svc.cluster.local.")
        String domain,
    @Pattern(Formats.SERVICE)
        @Size(min = 1, max = 255)
        @JsonPropertyDescription(
            "Full name of the service, or a wildcard for external ones. Excludes name.")
        String service,
    @Size(max = 64)
        @JsonPropertyDescription("Labels an instance must have; they identify a version.")
        Map<String, @Pattern(Formats.LABEL_VALUE) @Size(max = 63) String> labels) {

  /** Normalises absent labels to an empty map. */
  public IstioService {
    labels = Values.map(labels);
  }
}
