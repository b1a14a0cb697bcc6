package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.ValidationRule;

/** How long a call may take (TM-060). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "!has(self.custom)",
    message = "custom is not implemented: use simpleTimeout",
    fieldPath = ".custom")
public record HttpTimeout(
    @JsonPropertyDescription("A fixed time for the whole call.") SimpleTimeout simpleTimeout,
    @PreserveUnknownFields
        @JsonPropertyDescription("Extension slot. Known, and refused as not implemented.")
        JsonNode custom) {}
