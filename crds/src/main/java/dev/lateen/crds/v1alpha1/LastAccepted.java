package dev.lateen.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;

/** The last spec that was accepted, kept while a newer one is rejected. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record LastAccepted(
    @JsonPropertyDescription("Generation of that spec.") long generation,
    @PreserveUnknownFields @JsonPropertyDescription("That spec, as it was written.")
        JsonNode spec) {}
