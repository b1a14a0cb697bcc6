package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A TCP service that an application reaches by a local port. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record WorkloadUpstream(
    @Required
        @Pattern(Formats.DNS_NAME)
        @Size(min = 1, max = 255)
        @JsonPropertyDescription("Full name of the service.")
        String service,
    @Required @Min(1) @Max(65535) @JsonPropertyDescription("Port of the service.") int port,
    @Required @Min(1) @Max(65535) @JsonPropertyDescription("Port on 127.0.0.1 that leads there.")
        int localPort) {}
