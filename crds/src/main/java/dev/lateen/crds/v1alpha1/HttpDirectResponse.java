package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** An answer the proxy gives by itself, without any service (TS-01). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record HttpDirectResponse(
    @Required @Min(200) @Max(599) @JsonPropertyDescription("Status of the answer, 200 to 599.")
        Integer status,
    @JsonPropertyDescription("Its body. Absent: empty.") HttpBody body) {}
