package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Faults of connections; known, and refused by validation (TM-011, TM-078). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record L4Fault(
    @JsonPropertyDescription("Limit the rate of a connection.") L4Throttle throttle,
    @JsonPropertyDescription("End a connection.") L4Terminate terminate) {}
