package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.ValidationRule;

/** Limits of a destination (TM-086..TM-094). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "!has(self.custom)",
    message = "custom is not implemented: use simpleCb",
    fieldPath = ".custom")
public record CircuitBreaker(
    @JsonPropertyDescription("Limits and ejection of failing instances.")
        SimpleCircuitBreaker simpleCb,
    @PreserveUnknownFields
        @JsonPropertyDescription("Extension slot. Known, and refused as not implemented.")
        JsonNode custom) {}
