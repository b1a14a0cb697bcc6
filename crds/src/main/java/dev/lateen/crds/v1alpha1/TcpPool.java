package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** Limits of connections. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TcpPool(
    @Min(1)
        @Max(Integer.MAX_VALUE)
        @JsonPropertyDescription("Connections of a proxy to the destination. Absent: 1024.")
        Integer maxConnections,
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @ValidationRule(value = Rules.NOT_ZERO, message = Rules.NOT_ZERO_MESSAGE)
        @JsonPropertyDescription(
            "How long a connection may take to be made, at most 30s. Absent: that of the mesh.")
        String connectTimeout,
    @JsonPropertyDescription("The kernel asks whether the peer is there. Absent: it does not.")
        TcpKeepalive keepalive,
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @JsonPropertyDescription(
            "How long a TCP connection may carry nothing; 0s for ever. Absent: 1h.")
        String idleTimeout,
    @Pattern(Formats.DURATION)
        @Size(min = 2, max = 32)
        @ValidationRule(value = Rules.NOT_ZERO, message = Rules.NOT_ZERO_MESSAGE)
        @JsonPropertyDescription("How long an HTTP connection may take requests. Absent: no limit.")
        String maxConnectionDuration) {}
