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

/** A port of a host outside the mesh (TM-132, TM-137). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record EgressPort(
    @Required @Min(1) @Max(65535) @JsonPropertyDescription("Port number, 1 to 65535.") int port,
    @Required
        @Pattern(Formats.EGRESS_PROTOCOL)
        @Size(max = 5)
        @JsonPropertyDescription("HTTP, HTTPS, HTTP2, GRPC or TCP, in any case.")
        String protocol) {}
