package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** When the kernel asks whether the peer is there. Absent values are the kernel's. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TcpKeepalive(
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @JsonPropertyDescription(
            "How long a connection is silent before the first question, in whole seconds.")
        String time,
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @JsonPropertyDescription("Between two questions, in whole seconds.")
        String interval,
    @Min(1)
        @Max(127)
        @JsonPropertyDescription("Questions without an answer before the connection is given up.")
        Integer probes) {}
