package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.ValidationRule;

/** How often a failed call is tried again (TM-062..TM-065). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
    value = "!has(self.custom)",
    message = "custom is not implemented: use simpleRetry",
    fieldPath = ".custom")
public record HttpRetry(
    @JsonPropertyDescription("A fixed number of retries.") SimpleRetry simpleRetry,
    @PreserveUnknownFields
        @JsonPropertyDescription("Extension slot. Known, and refused as not implemented.")
        JsonNode custom) {}
