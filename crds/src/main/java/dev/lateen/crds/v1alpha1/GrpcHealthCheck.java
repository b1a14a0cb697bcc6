package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lateen.crds.Formats;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** A call of grpc.health.v1.Health/Check. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record GrpcHealthCheck(
    @Pattern(Formats.VISIBLE)
        @Size(min = 1, max = 255)
        @JsonPropertyDescription("Service asked about. Absent: the server as a whole.")
        String service) {}
