package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.ValidationRule;

/** Faults injected into calls; delay comes first, then abort (TM-074). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "has(self.delay) || has(self.abort)",
    message = "delay or abort must be set")
public record HttpFault(
    @JsonPropertyDescription("Wait before forwarding.") HttpDelay delay,
    @JsonPropertyDescription("Answer locally instead of forwarding.") HttpAbort abort) {}
