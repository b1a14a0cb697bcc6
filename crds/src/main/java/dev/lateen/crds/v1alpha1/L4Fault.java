package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;

/** Faults of connections (TM-011, TM-078). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "has(self.throttle) || has(self.terminate)",
    message = "l4Fault must have throttle or terminate")
public record L4Fault(
    @JsonPropertyDescription("Limit the rate of a connection.") L4Throttle throttle,
    @JsonPropertyDescription("End a connection.") L4Terminate terminate) {}
